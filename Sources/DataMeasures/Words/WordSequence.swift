/// Two or three words by their codes.
struct WordSequence: Sendable, Equatable {
    let first, second: Int32
    /// -1 where there are two.
    let third: Int32

    var words: [Int32] { third < 0 ? [first, second] : [first, second, third] }

    @inline(__always)
    var hash: Int {
        Int(
            truncatingIfNeeded: ByteHash.hash(
                word: CodePair.pair(first, second), seed: UInt64(UInt32(bitPattern: third))))
    }
}

/// How often sequences occur: a hash table with open addressing.
struct SequenceCounts: Sendable {
    private struct Slot {
        var sequence = WordSequence(first: -1, second: -1, third: -1)
        var count: Int32 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 1 << 12)
    private var filled = 0

    @inline(__always)
    private static func place(_ sequence: WordSequence) -> Int {
        // The low bits say which sequences are counted apart.
        sequence.hash >> 24
    }

    @inline(__always)
    mutating func add(_ sequence: WordSequence, times: Int32 = 1) {
        let mask = slots.count - 1
        var place = Self.place(sequence) & mask
        while slots[place].count > 0 {
            if slots[place].sequence == sequence {
                slots[place].count += times
                return
            }
            place = (place + 1) & mask
        }
        slots[place] = Slot(sequence: sequence, count: times)
        filled += 1
        if filled * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Slot](repeating: Slot(), count: mask + 1)
        for slot in slots where slot.count > 0 {
            var place = Self.place(slot.sequence) & mask
            while larger[place].count > 0 { place = (place + 1) & mask }
            larger[place] = slot
        }
        slots = larger
    }

    /// The different ones with their counts.
    var entries: some Sequence<(sequence: WordSequence, count: Int32)> {
        slots.lazy.filter { $0.count > 0 }.map { ($0.sequence, $0.count) }
    }

    /// Forgets them, and keeps the room.
    mutating func removeAll() {
        for place in slots.indices { slots[place].count = 0 }
        filled = 0
    }
}

/// The most common of many sequences, equally common ones in alphabetical order.
struct TopSequences: Sendable {
    private(set) var entries: [(sequence: WordSequence, count: Int)] = []
    private let limit: Int
    private let table: WordTable

    init(limit: Int, words table: WordTable) {
        self.limit = limit
        self.table = table
    }

    /// The count of the last of as many as are wanted; 0 as long as there are fewer.
    var least: Int { entries.count < limit ? 0 : entries[limit - 1].count }

    mutating func offer(_ sequence: WordSequence, count: Int) {
        guard count >= least else { return }
        if entries.count == limit, !comesBefore((sequence, count), entries[limit - 1]) { return }
        let place = entries.firstIndex { comesBefore((sequence, count), $0) } ?? entries.count
        entries.insert((sequence, count), at: place)
        if entries.count > limit { entries.removeLast() }
    }

    private func comesBefore(
        _ a: (sequence: WordSequence, count: Int), _ b: (sequence: WordSequence, count: Int)
    ) -> Bool {
        if a.count != b.count { return a.count > b.count }
        let (x, y) = (a.sequence, b.sequence)
        if x.first != y.first { return table.precedes(x.first, y.first) }
        if x.second != y.second { return table.precedes(x.second, y.second) }
        return x.third != y.third && table.precedes(x.third, y.third)
    }
}
