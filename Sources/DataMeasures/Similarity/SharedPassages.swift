/// What the texts of two sides have in common.
struct SharedPassages {
    /// What one text shares with the other side.
    struct Hit: Sendable {
        let row: Int32
        /// Words that stand in a shared run, of how many.
        let covered: Int
        let words: Int
        /// The longest stretch of words in which every run is shared.
        let longest: Int
        /// A row of the other side with one of the runs.
        let twin: Int32
    }

    private let sides: [PassageTexts]
    private let threads: Int
    private let memory: Int?
    /// By their length.
    private var shared: [Int: SharedRuns] = [:]

    /// - Parameter memory: bytes of memory there are; nil for no bound.
    init(_ a: PassageTexts, _ b: PassageTexts, threads: Int, memory: Int?) {
        sides = [a, b]
        self.threads = threads
        self.memory = memory
    }

    /// The texts of a side with runs of the other one.
    ///
    /// - Parameters:
    ///   - length: words in a run.
    ///   - mostTexts: runs that more texts of the other side have are ignored.
    mutating func hits(of side: Int, length: Int, mostTexts: Int32) -> [Hit] {
        if shared[length] == nil {
            shared[length] = SharedRuns(
                sides.map { SharedRuns.Side(texts: $0) }, length: length, threads: threads, memory: memory)
        }
        return hits(of: side, shared[length]!, length: length, mostTexts: mostTexts)
    }

    /// The texts of a side with long runs of the other one, verified word by word.
    ///
    /// - Parameter within: the length of shorter runs that were looked for: whoever shares a long run shares those in it.
    mutating func verifiedHits(of side: Int, length: Int, within shorter: Int) -> [Hit] {
        if shared[length] == nil {
            let rows = shared[shorter]!.rows
            shared[length] = SharedRuns(
                [0, 1].map { SharedRuns.Side(texts: sides[$0], rows: rows[$0]) }, length: length, threads: threads,
                memory: memory)
        }
        return hits(of: side, shared[length]!, length: length, mostTexts: .max).filter { hit in
            WordRuns.areShared(
                sides[side].words(of: Int(hit.row)), sides[1 - side].words(of: Int(hit.twin)), length: length)
        }
    }

    private func hits(of side: Int, _ runs: SharedRuns, length: Int, mostTexts: Int32) -> [Hit] {
        sides[side].readRuns(runs.rows[side], length: length, threads: threads, into: [Hit]()) { hits, row, hashes in
            var covered = 0
            var end = 0
            var twin: Int32 = -1
            var stretch = (last: -2, words: 0, longest: 0)
            for (start, hash) in hashes.enumerated() {
                guard let tally = runs.tally(1 - side, hash), tally.texts <= mostTexts else { continue }
                if twin < 0 { twin = tally.first }
                covered += start + length - max(start, end)
                end = start + length
                stretch.words = start == stretch.last + 1 ? stretch.words + 1 : length
                stretch.last = start
                stretch.longest = max(stretch.longest, stretch.words)
            }
            guard covered > 0 else { return }
            hits.append(
                Hit(
                    row: row, covered: covered, words: hashes.count + length - 1, longest: stretch.longest, twin: twin))
        }.flatMap { $0 }
    }
}
