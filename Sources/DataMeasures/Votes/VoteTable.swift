package import Consensus
internal import QuorumCore
internal import TableIO

/// A file of votes: a row a vote, with columns `task`, `worker` and `label`.
package struct VoteTable: Sendable {
    package let path: String
    /// The votes that count: of several by one worker on one task, the last in the file.
    package let coded: CodedVotes
    let tasks: ValueCodes
    let workers: ValueCodes
    let labels: ValueCodes

    /// Reads CSV, TSV, JSONL, Parquet or Arrow, by the file's extension.
    ///
    /// A label may be an empty text, but not missing. Codes rise with the bytes of names, so that the order of the rows
    /// matters to repeated votes alone.
    package init(reading path: String) throws(MeasureError) {
        let table = try DataFiles.read(path)
        let columns = NamedColumns(table, path: path)
        self.path = path
        let named = [
            try columns.filled("task"), try columns.filled("worker"), try columns.filled("label", mayBeEmpty: true),
        ]
        let codes = parallelMap(named.count, threads: named.count) { ValueCodes([named[$0]]).ordered() }
        (tasks, workers, labels) = (codes[0], codes[1], codes[2])
        coded = CodedVotes(items: tasks.codes[0], workers: workers.codes[0], labels: labels.codes[0])
    }

    package func task(_ code: Int) -> String { tasks.value(Int32(code)) }
    package func worker(_ code: Int32) -> String { workers.value(code) }
    package func label(_ code: Int32) -> String { labels.value(code) }

    /// All labels by code.
    package var answers: [String] { (0..<Int32(labels.count)).map { labels.value($0) } }

    /// What of each label counts when it is matched as a transcript, by code.
    func keys(_ normalisation: TextNormalisation) -> [String] {
        answers.map { AnswerKey.key(for: $0, kind: .transcription, normalisation: normalisation) }
    }

    /// The same votes, of which those with the same normalised transcript have the same code, and these transcripts.
    func matched(_ normalisation: TextNormalisation) -> (votes: CodedVotes, texts: [String]) {
        var codes: [String: Int32] = [:]
        var texts: [String] = []
        let matched = keys(normalisation).map { key in
            if let code = codes[key] { return code }
            let code = Int32(texts.count)
            codes[key] = code
            texts.append(key)
            return code
        }
        let votes = CodedVotes(
            items: tasks.codes[0], workers: workers.codes[0], labels: labels.codes[0].map { matched[Int($0)] })
        return (votes, texts)
    }

    /// What the labels stand for as numbers; nil unless all are.
    var scale: [Double]? {
        var values: [Double] = []
        for code in 0..<Int32(labels.count) {
            guard let value = Double(labels.value(code)), value.isFinite else { return nil }
            values.append(value)
        }
        return values
    }
}

/// The columns of a table that a file must have.
struct NamedColumns {
    let table: Table
    let path: String

    init(_ table: Table, path: String) {
        self.table = table
        self.path = path
    }

    /// A column without missing cells.
    func filled(_ name: String, mayBeEmpty: Bool = false) throws(MeasureError) -> Column {
        guard let column = table[name] else {
            let names = table.columns.map { "'\($0.name)'" }.joined(separator: ", ")
            throw MeasureError(
                "unknown_column", path, "there is no column '\(name)'; the columns are \(names); rename the one it is")
        }
        if case .binary = column.storage {
            throw MeasureError("malformed", path, "column '\(name)' is binary; write it as text")
        }
        if let row = (0..<column.count).first(where: { column.isNull($0) }) {
            let remedy = mayBeEmpty ? "fill it in, drop the row, or write \"\" for an empty answer" : "fill it in"
            throw MeasureError("missing_value", path, "row \(row + 1) has no \(name); \(remedy)")
        }
        guard !mayBeEmpty, case .utf8(let text) = column.storage else { return column }
        if let row = (0..<text.count).first(where: { text.range($0).isEmpty }) {
            throw MeasureError("missing_value", path, "row \(row + 1) has an empty \(name); fill it in")
        }
        return column
    }
}
