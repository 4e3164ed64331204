/// Different words, each with a code and how often it was met: a hash table with open addressing.
///
/// A word is kept as numbers of eight bytes each, the last filled up with zeros, which no word has. A word of one number is
/// told from others by it; ASCII letters count as their lower case.
struct WordTable: Sendable {
    /// All that looking a word up needs stands in one place, for tables are larger than caches.
    private struct Slot {
        var key: UInt64 = 0
        var code: Int32 = -1
        var count: Int32 = 0
    }

    /// Set in the keys of words of several numbers: no UTF-8 has the byte.
    private static let longMark: UInt64 = 0xFF << 56

    private var slots = [Slot](repeating: Slot(), count: 1024)
    /// The numbers of all words, by code.
    private var numbers: [UInt64] = []
    /// Where the words' numbers start; `count + 1` of them.
    private var starts = [0]

    var count: Int { starts.count - 1 }

    /// How often each word was met, by code.
    var counts: [Int32] {
        var counts = [Int32](repeating: 0, count: count)
        for slot in slots where slot.code >= 0 { counts[Int(slot.code)] = slot.count }
        return counts
    }

    func word(_ code: Int32) -> String {
        var bytes: [UInt8] = []
        for number in numbers[starts[Int(code)]..<starts[Int(code) + 1]] {
            withUnsafeBytes(of: number.littleEndian) { bytes += $0.prefix { $0 != 0 } }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a word comes before another one, by their scalars.
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
        // The first byte of a number is its lowest.
        numbers[starts[Int(a)]..<starts[Int(a) + 1]].lazy.map(\.byteSwapped)
            .lexicographicallyPrecedes(numbers[starts[Int(b)]..<starts[Int(b) + 1]].lazy.map(\.byteSwapped))
    }

    /// Counts the word at a range of a text, which is not empty, and returns its code.
    @inline(__always)
    mutating func add(_ range: Range<Int>, of text: UnsafeRawBufferPointer) -> Int32 {
        let first = Self.number(range.lowerBound, range.upperBound, text)
        guard range.count > 8 else { return add(key: first, times: 1, append: { $0.append(first) }) }
        return addLong(range, of: text)
    }

    private mutating func addLong(_ range: Range<Int>, of text: UnsafeRawBufferPointer) -> Int32 {
        let (start, end) = (range.lowerBound, range.upperBound)
        let count = (range.count + 7) / 8
        if count == 2 {
            let (first, second) = (Self.number(start, end, text), Self.number(start + 8, end, text))
            return add(
                key: ByteHash.hash(word: second, seed: ByteHash.hash(word: first, seed: 0)) | Self.longMark, times: 1,
                append: {
                    $0.append(first)
                    $0.append(second)
                },
                isWord: { known, place in
                    place.count == 2 && known[place.lowerBound] == first && known[place.lowerBound + 1] == second
                })
        }
        var key: UInt64 = 0
        for place in 0..<count { key = ByteHash.hash(word: Self.number(start + 8 * place, end, text), seed: key) }
        return add(
            key: key | Self.longMark, times: 1,
            append: { for place in 0..<count { $0.append(Self.number(start + 8 * place, end, text)) } },
            isWord: { known, place in
                place.count == count
                    && (0..<count).allSatisfy {
                        known[place.lowerBound + $0] == Self.number(start + 8 * $0, end, text)
                    }
            })
    }

    /// Counts the words of another table.
    ///
    /// - Returns: their codes here.
    mutating func merge(_ other: WordTable) -> [Int32] {
        var codes = [Int32](repeating: -1, count: other.count)
        for slot in other.slots where slot.code >= 0 {
            let own = other.numbers[other.starts[Int(slot.code)]..<other.starts[Int(slot.code) + 1]]
            codes[Int(slot.code)] = add(
                key: slot.key, times: slot.count, append: { $0 += own }, isWord: { $0[$1] == own })
        }
        return codes
    }

    /// - Parameters:
    ///   - append: puts the word's numbers behind others; called when the word is new.
    ///   - isWord: whether the numbers of a word of several with this key, which stand at a place of all, are the word's.
    @inline(__always)
    private mutating func add(
        key: UInt64, times: Int32, append: (inout [UInt64]) -> Void,
        isWord: ([UInt64], Range<Int>) -> Bool = { _, _ in true }
    ) -> Int32 {
        let mask = slots.count - 1
        var place = Self.place(key) & mask
        while true {
            let slot = slots[place]
            if slot.code < 0 { break }
            if slot.key == key,
                key < Self.longMark || isWord(numbers, starts[Int(slot.code)]..<starts[Int(slot.code) + 1])
            {
                slots[place].count = slot.count &+ times
                return slot.code
            }
            place = (place + 1) & mask
        }
        let code = Int32(count)
        slots[place] = Slot(key: key, code: code, count: times)
        append(&numbers)
        starts.append(numbers.count)
        if count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Slot](repeating: Slot(), count: mask + 1)
        for slot in slots where slot.code >= 0 {
            var place = Self.place(slot.key) & mask
            while larger[place].code >= 0 { place = (place + 1) & mask }
            larger[place] = slot
        }
        slots = larger
    }

    @inline(__always)
    private static func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: ByteHash.hash(word: key, seed: 0))
    }

    /// Up to eight bytes from `start` on, in lower case.
    @inline(__always)
    private static func number(_ start: Int, _ end: Int, _ text: UnsafeRawBufferPointer) -> UInt64 {
        let count = min(8, end - start)
        var number: UInt64 = 0
        if start + 8 <= text.count {
            number = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            number &= UInt64.max >> UInt64(64 - 8 * count)
        } else {
            for offset in 0..<count { number |= UInt64(text[start + offset]) << UInt64(8 * offset) }
        }
        return lowered(number)
    }

    /// Eight bytes at a time: the high bit of each of `letters` is set where the byte lies between A and Z.
    @inline(__always)
    private static func lowered(_ number: UInt64) -> UInt64 {
        let each: UInt64 = 0x0101_0101_0101_0101
        let low = number & (each &* 0x7F)
        let letters = (low &+ each &* (0x80 - 0x41)) & ~(low &+ each &* (0x80 - 0x5B)) & ~number & (each &* 0x80)
        return number | letters >> 2
    }
}
