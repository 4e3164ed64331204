/// Gives equal words equal codes, from 0 in order of first use.
struct WordTable {
    /// The words' keys as Unicode scalars, one after the other.
    private(set) var scalars: [UInt32] = []
    private var starts: [Int] = [0]
    private var bytes: [UInt8] = []
    private var byteStarts: [Int] = [0]
    /// Open addressing with linear probing: a code + 1, or 0; the size is a power of two.
    private var slots = [Int32](repeating: 0, count: 1024)

    var count: Int { starts.count - 1 }

    func scalars(of code: Int32) -> Range<Int> { starts[Int(code)]..<starts[Int(code) + 1] }

    func key(_ code: Int32) -> ArraySlice<UInt8> { bytes[byteStarts[Int(code)]..<byteStarts[Int(code) + 1]] }

    /// - Complexity: O(*n*) expected for *n* bytes.
    mutating func code(of word: ArraySlice<UInt8>) -> Int32 {
        var slot = Int(truncatingIfNeeded: Self.hash(word)) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = slots[slot] - 1
            if key(code).elementsEqual(word) { return code }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = Int32(count)
        slots[slot] = code + 1
        bytes.append(contentsOf: word)
        byteStarts.append(bytes.count)
        for scalar in String(decoding: word, as: UTF8.self).unicodeScalars { scalars.append(scalar.value) }
        starts.append(scalars.count)
        if count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for code in 0..<Int32(count) {
            var slot = Int(truncatingIfNeeded: Self.hash(key(code))) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = code + 1
        }
    }

    /// FNV-1a, its high bits folded in.
    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ hash >> 32
    }
}
