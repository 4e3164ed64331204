/// The runs of so many words that stand in texts of both of two sides, told by 64-bit hashes.
///
/// Most runs stand on one side only, and a table of all of them would be larger than the texts. So a filter of the shorter
/// side's runs leaves few of the longer side's, and a filter of those leaves few of the shorter side's; what is then on both
/// is found by sorting.
struct SharedRuns: Sendable {
    /// Bytes of a filter where memory has no bound.
    private static let mostFilter = 1 << 28

    /// The texts of a side that have a run.
    struct Tally: Sendable {
        var texts: Int32
        /// The row of the first of them.
        let first: Int32
    }

    /// Some of the texts of a side.
    struct Side: Sendable {
        let texts: PassageTexts
        /// Rising; nil for all.
        var rows: [Int32]?
    }

    /// By side, the rows with a run that the other one has, rising.
    let rows: [[Int32]]
    /// By side, of each run.
    private let tallies: [[Tally]]
    private let table: RunTable

    /// - Parameter memory: bytes of memory there are; nil for no bound. Texts are read several times where a filter of a
    ///   quarter of it is too small for one time.
    /// - Complexity: O(*n*) in all words.
    init(_ sides: [Side], length: Int, threads: Int, memory: Int?) {
        let counts = sides.map { $0.texts.runCount(length) }
        let long = counts[0] > counts[1] ? 0 : 1
        let short = 1 - long
        let mostFilter = min(Self.mostFilter, (memory ?? .max) / 4)
        let parts = 1 + counts[short] / HashFilter.capacity(mostFilter)
        var hashes: [UInt64] = []
        var tallies: [[Tally]] = [[], []]
        var isShared = sides.map { [Bool](repeating: false, count: $0.texts.wordCounts.count) }
        for part in 0..<parts {
            let part = Part(index: part, of: parts)
            let ofShort = HashFilter(count: counts[short] / parts, most: mostFilter)
            _ = sides[short].texts.readRuns(
                sides[short].rows, length: length, threads: threads, into: [UInt64]()
            ) { own, _, hashes in
                part.select(hashes, into: &own)
                ofShort.add(own)
                own.removeAll(keepingCapacity: true)
            }
            var entries: [[Entry]] = [[], []]
            entries[long] = Self.entries(sides[long], length, part, ofShort, threads)
            let ofLong = HashFilter(count: entries[long].count, most: mostFilter)
            for start in stride(from: 0, to: entries[long].count, by: 4096) {
                ofLong.add(entries[long][start...].prefix(4096).map(\.hash))
            }
            entries[short] = Self.entries(sides[short], length, part, ofLong, threads)
            Self.forEachShared(entries) { hash, group in
                hashes.append(hash)
                for side in 0..<2 {
                    tallies[side].append(Self.tally(entries[side][group[side]]))
                    for entry in entries[side][group[side]] { isShared[side][Int(entry.row)] = true }
                }
            }
        }
        self.tallies = tallies
        rows = isShared.map { rows in rows.indices.filter { rows[$0] }.map { Int32($0) } }
        table = RunTable(hashes)
    }

    /// What the texts of a side have of a run; nil for one that is not shared.
    @inline(__always)
    func tally(_ side: Int, _ hash: UInt64) -> Tally? { table[hash].map { tallies[side][$0] } }

    private struct Entry: Sendable {
        let hash: UInt64
        let row: Int32
    }

    /// Some of all hashes.
    private struct Part: Sendable {
        let index: Int
        let count: Int

        init(index: Int, of count: Int) { (self.index, self.count) = (index, count) }

        func select(_ hashes: [UInt64], into own: inout [UInt64]) {
            own = count == 1 ? hashes : hashes.filter { Int($0.multipliedFullWidth(by: UInt64(count)).high) == index }
        }
    }

    /// The runs that a filter holds, sorted by their hashes, equal ones by their rows.
    private static func entries(
        _ side: Side, _ length: Int, _ part: Part, _ filter: HashFilter, _ threads: Int
    ) -> [Entry] {
        struct Found: Sendable {
            var entries: [Entry] = []
            var own: [UInt64] = []
            var selected: [UInt64] = []
        }
        let found = side.texts.readRuns(
            side.rows, length: length, threads: threads, into: Found()
        ) { found, row, hashes in
            part.select(hashes, into: &found.own)
            filter.select(found.own, into: &found.selected)
            for hash in found.selected { found.entries.append(Entry(hash: hash, row: row)) }
        }
        var entries = found.flatMap(\.entries)
        RadixSort.sort(&entries, by: \.hash)
        return entries
    }

    /// Calls `body` with each hash that both lists have, and where it stands in them.
    private static func forEachShared(_ entries: [[Entry]], _ body: (UInt64, [Range<Int>]) -> Void) {
        let (a, b) = (entries[0], entries[1])
        func end(_ entries: [Entry], _ start: Int) -> Int {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
            return end
        }
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i].hash < b[j].hash {
                i += 1
            } else if b[j].hash < a[i].hash {
                j += 1
            } else {
                let (nextA, nextB) = (end(a, i), end(b, j))
                body(a[i].hash, [i..<nextA, j..<nextB])
                (i, j) = (nextA, nextB)
            }
        }
    }

    private static func tally(_ entries: ArraySlice<Entry>) -> Tally {
        var tally = Tally(texts: 0, first: entries[entries.startIndex].row)
        var last: Int32 = -1
        for entry in entries where entry.row != last {
            tally.texts += 1
            last = entry.row
        }
        return tally
    }
}

/// Numbers hashes in the order they are given: a hash table with open addressing.
private struct RunTable: Sendable {
    private let hashes: [UInt64]
    private var slots: [Int32]

    init(_ hashes: [UInt64]) {
        self.hashes = hashes
        var capacity = 16
        while capacity < hashes.count * 2 { capacity *= 2 }
        slots = Array(repeating: -1, count: capacity)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int32(number)
        }
    }

    @inline(__always)
    subscript(hash: UInt64) -> Int? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash { return number }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
