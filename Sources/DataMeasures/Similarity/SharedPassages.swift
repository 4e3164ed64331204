internal import TableIO

/// Runs of words that texts share with other texts, found by a rolling hash of every run of a given length.
struct SharedPassages: Sendable {
    /// What one text shares.
    struct Hit: Sendable {
        let row: Int32
        /// Words that stand in a shared run, of how many.
        let covered: Int
        let words: Int
        /// The longest stretch of words in which every run is shared.
        let longest: Int
        /// A row of the other texts with one of the runs.
        let twin: Int32
    }

    let hits: [Hit]
    /// Texts with fewer words than a run has.
    let shortRows: Int
    /// Words of all texts.
    let words: Int

    typealias Texts = (text: UTF8Column, validity: [Bool])

    /// - Parameters:
    ///   - length: words in a run.
    ///   - mostTexts: runs that more of the other texts have are ignored; nil for none.
    /// - Complexity: O(*n*) in all words; memory for the runs of the smaller side.
    init(of texts: Texts, in others: Texts, length: Int, mostTexts: Int32?, threads: Int) {
        var index = RunIndex(others.text.bytes.count < texts.text.bytes.count ? others : texts, length: length)
        index.count(others, length: length)
        let found = index
        let rows = texts.text.count
        let parts = threads * 4
        let perPart = (rows + parts - 1) / max(parts, 1)
        let pieces = parallelMap(parts, threads: threads) { part in
            let start = min(part * perPart, rows)
            return Self.read(texts, start..<min(start + perPart, rows), found, length: length, mostTexts: mostTexts)
        }
        hits = pieces.flatMap(\.hits)
        shortRows = pieces.reduce(0) { $0 + $1.short }
        words = pieces.reduce(0) { $0 + $1.words }
    }

    private static func read(
        _ texts: Texts, _ rows: Range<Int>, _ index: RunIndex, length: Int, mostTexts: Int32?
    ) -> (hits: [Hit], short: Int, words: Int) {
        var result: (hits: [Hit], short: Int, words: Int) = ([], 0, 0)
        var runs = WordRuns(length: length)
        texts.text.bytes.withUnsafeBytes { bytes in
            for row in rows where texts.validity.isEmpty || texts.validity[row] {
                runs.read(UnsafeRawBufferPointer(rebasing: bytes[texts.text.range(row)]))
                result.words += runs.wordCount
                if runs.wordCount < length { result.short += 1 }
                var covered = 0
                var end = 0
                var twin: Int32 = -1
                var stretch = (last: -2, words: 0, longest: 0)
                for (start, hash) in runs.hashes.enumerated() {
                    guard let entry = index[hash], entry.texts > 0, entry.texts <= mostTexts ?? .max else { continue }
                    if twin < 0 { twin = entry.row }
                    covered += start + length - max(start, end)
                    end = start + length
                    stretch.words = start == stretch.last + 1 ? stretch.words + 1 : length
                    stretch.last = start
                    stretch.longest = max(stretch.longest, stretch.words)
                }
                if covered > 0 {
                    result.hits.append(
                        Hit(
                            row: Int32(row), covered: covered, words: runs.wordCount, longest: stretch.longest,
                            twin: twin))
                }
            }
        }
        return result
    }
}

/// Hashes of all runs of some words of a text.
struct WordRuns {
    private(set) var hashes: [UInt64] = []
    private var hasher = WordHasher()
    private let length: Int
    private let leaving: UInt64

    private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15

    init(length: Int) {
        self.length = length
        leaving = (0..<length - 1).reduce(1) { power, _ in power &* Self.base }
    }

    var words: [UInt64] { hasher.words }
    var wordCount: Int { hasher.words.count }

    mutating func read(_ text: UnsafeRawBufferPointer) {
        hasher.read(text)
        hashes.removeAll(keepingCapacity: true)
        let words = hasher.words
        guard words.count >= length else { return }
        var sum = words[..<length].reduce(0) { $0 &* Self.base &+ $1 }
        hashes.append(ByteHash.hash(word: sum, seed: 0))
        for last in length..<words.count {
            sum = (sum &- words[last - length] &* leaving) &* Self.base &+ words[last]
            hashes.append(ByteHash.hash(word: sum, seed: 0))
        }
    }
}

/// The runs of some texts by their hashes, and in how many of other texts each stands.
private struct RunIndex: Sendable {
    struct Entry {
        var hash: UInt64 = 0
        var texts: Int32 = 0
        /// The first of the other texts with the run, and the last one seen.
        var row: Int32 = -1
        var last: Int32 = -1
    }

    private var slots: [Entry]
    private let mask: Int

    init(_ texts: SharedPassages.Texts, length: Int) {
        var hashes: [UInt64] = []
        var runs = WordRuns(length: length)
        texts.text.bytes.withUnsafeBytes { bytes in
            for row in 0..<texts.text.count where texts.validity.isEmpty || texts.validity[row] {
                runs.read(UnsafeRawBufferPointer(rebasing: bytes[texts.text.range(row)]))
                hashes += runs.hashes
            }
        }
        hashes.sortUnique()
        var capacity = 16
        while capacity < hashes.count * 2 { capacity *= 2 }
        mask = capacity - 1
        slots = Array(repeating: Entry(), count: capacity)
        // A zero hash marks an empty slot; one run in 2^64 is lost to it.
        for hash in hashes where hash != 0 {
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place].hash != 0 { place = (place + 1) & mask }
            slots[place].hash = hash
        }
    }

    subscript(hash: UInt64) -> Entry? {
        let found = place(hash)
        return found < 0 ? nil : slots[found]
    }

    private func place(_ hash: UInt64) -> Int {
        slots.withUnsafeBufferPointer { slots in
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place].hash != 0 {
                if slots[place].hash == hash { return place }
                place = (place + 1) & mask
            }
            return -1
        }
    }

    /// Counts the texts with each run of the index.
    mutating func count(_ texts: SharedPassages.Texts, length: Int) {
        var runs = WordRuns(length: length)
        texts.text.bytes.withUnsafeBytes { bytes in
            for row in 0..<texts.text.count where texts.validity.isEmpty || texts.validity[row] {
                runs.read(UnsafeRawBufferPointer(rebasing: bytes[texts.text.range(row)]))
                for hash in runs.hashes {
                    let found = place(hash)
                    guard found >= 0, slots[found].last != Int32(row) else { continue }
                    slots[found].last = Int32(row)
                    slots[found].texts += 1
                    if slots[found].row < 0 { slots[found].row = Int32(row) }
                }
            }
        }
    }
}

/// Runs of words that two texts share, compared word by word.
enum CommonRun {
    /// - Complexity: O(*n*) in their words, unless words of one recur often in the other.
    static func exists(_ a: [UInt64], _ b: [UInt64], length: Int) -> Bool {
        guard a.count >= length, b.count >= length else { return false }
        var places: [UInt64: [Int]] = [:]
        for start in 0...b.count - length { places[b[start], default: []].append(start) }
        return (0...a.count - length).contains { start in
            places[a[start]]?.contains { a[start..<start + length] == b[$0..<$0 + length] } ?? false
        }
    }
}
