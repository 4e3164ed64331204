internal import TableIO

/// Texts, of which runs of words are looked for in others.
struct PassageTexts: Sendable {
    private let text: UTF8Column
    /// Of each row; -1 where there is no text.
    let wordCounts: [Int32]

    init(_ column: Column, threads: Int) {
        let text = column.asText()
        self.text = text
        wordCounts = Self.inParts(column.count, threads: threads) { rows -> [Int32] in
            var hasher = WordHasher()
            return text.withCells { cells in
                rows.map { row -> Int32 in
                    guard !column.isNull(row) else { return -1 }
                    hasher.read(cells[row])
                    return Int32(hasher.words.count)
                }
            }
        }.flatMap { $0 }
    }

    var words: Int { wordCounts.reduce(0) { $0 + max(0, Int($1)) } }

    /// Runs of a length in all texts.
    func runCount(_ length: Int) -> Int { wordCounts.reduce(0) { $0 + max(0, Int($1) - length + 1) } }

    /// Texts with fewer words than a run has.
    func shortTexts(_ length: Int) -> Int { wordCounts.count { $0 >= 0 && $0 < length } }

    func words(of row: Int) -> [UInt64] {
        var hasher = WordHasher()
        text.withCells { hasher.read($0[row]) }
        return hasher.words
    }

    /// Calls `body` with the runs of each text that is long enough, on several threads, each with a result of its own.
    ///
    /// - Parameter rows: those to look at, rising; nil for all.
    /// - Returns: the results, by rising rows.
    func readRuns<Result: Sendable>(
        _ rows: [Int32]?, length: Int, threads: Int, into start: Result,
        _ body: @Sendable (inout Result, Int32, [UInt64]) -> Void
    ) -> [Result] {
        Self.inParts(rows?.count ?? wordCounts.count, threads: threads) { places in
            var result = start
            var runs = WordRuns(length: length)
            text.withCells { cells in
                for place in places {
                    let row = rows?[place] ?? Int32(place)
                    guard wordCounts[Int(row)] >= length else { continue }
                    runs.read(cells[Int(row)])
                    body(&result, row, runs.hashes)
                }
            }
            return result
        }
    }

    private static func inParts<Result: Sendable>(
        _ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        let parts = threads * 8
        let length = (count + parts - 1) / parts
        return parallelMap(parts, threads: threads) { part in
            body(min(part * length, count)..<min((part + 1) * length, count))
        }
    }
}
