internal import TableIO

/// The examples of a data set that are nearest to something: "is this in the data set, and where is it used?"
///
/// Every row is compared, so nothing is missed. Rows that have nothing in common with what is searched for are none.
public struct NearestExamples: Sendable {
    /// What the examples should be like.
    public enum Query: Sendable {
        case text(String)
        /// Of a recording, decoded by the reader of the settings.
        case recording(path: String)
        /// A row of the data itself, 0-based in its split; it is not among what is found.
        case row(split: String, row: Int)
    }

    /// A row and how near it is, best first by `similarity`.
    struct Match: Sendable {
        let split: Int
        let row: Int
        /// 0...1; what it is of stands in `method`.
        let similarity: Double
        /// The share of what is searched for that is in the row; nil where only whole rows are compared.
        let containment: Double?

        /// Nearest first, then in the order of the data.
        static func isBefore(_ a: Match, _ b: Match) -> Bool {
            let (first, second) = (a.nearness, b.nearness)
            if first != second { return first > second }
            if a.similarity != b.similarity { return a.similarity > b.similarity }
            return (a.split, a.row) < (b.split, b.row)
        }

        /// What stands whole in a long text is as near as what is the same.
        private var nearness: Double { max(similarity, containment ?? 0) }
    }

    /// What `similarity` is of.
    public let method: String
    /// Rows that were compared.
    public let rowCount: Int
    /// Each with `split`, `row`, `similarity`, and `file`, `containment`, `id`, `text` and `label` where there are such.
    public let examples: [ReportValue]

    /// - Parameter limit: the most examples to give.
    public init(
        to query: Query, in input: MeasureInput, settings: MeasureSettings, limit: Int
    ) throws(MeasureError) {
        let data = MeasuredData(input, settings: settings)
        let found: (method: String, matches: [Match])
        switch query {
        case .text(let text): found = try Self.byText(text, data, limit)
        case .recording(let path): found = (RecordingSearch.method, try RecordingSearch.nearest(path, data, limit))
        case .row(let name, let row): found = try Self.byRow(name, row, data, limit)
        }
        method = found.method
        rowCount = input.splits.reduce(0) { $0 + $1.rowCount }
        examples = found.matches.map { match in
            var members = data.example(split: match.split, row: match.row)
            members.append(.init(name: "similarity", value: .number(match.similarity)))
            if let share = match.containment { members.append(.init(name: "containment", value: .number(share))) }
            return .object(members)
        }
    }

    /// As JSON, with the keys `method`, `rows` and `examples`.
    public func json() -> [UInt8] {
        ReportValue.object([
            .init(name: "method", value: .text(method)), .init(name: "rows", value: .integer(rowCount)),
            .init(name: "examples", value: .list(examples)),
        ]).json()
    }

    private static func byText(
        _ text: String, _ data: MeasuredData, _ limit: Int
    ) throws(MeasureError) -> (String, [Match]) {
        guard let column = data.roles.text?.column, data.has(column) else {
            throw MeasureError(
                "no_text", Self.place(of: data), "no column is known to hold texts; name one with --text")
        }
        guard let search = TextSearch(text) else {
            throw MeasureError("empty_query", "the text to search for", "there is nothing in it")
        }
        return (
            search.method, search.nearest(data.columns(named: column), limit: limit, threads: data.settings.threads)
        )
    }

    private static func byRow(
        _ name: String, _ row: Int, _ data: MeasuredData, _ limit: Int
    ) throws(MeasureError) -> (String, [Match]) {
        guard let split = data.splits.firstIndex(where: { $0.name == name }) else {
            let names = data.splits.map(\.name).joined(separator: ", ")
            throw MeasureError(
                "no_split", Self.place(of: data), "there is no split '\(name)'; the splits are: \(names)")
        }
        let rows = data.splits[split].rowCount
        guard (0..<rows).contains(row) else {
            throw MeasureError(
                "no_row", data.splits[split].path ?? Self.place(of: data),
                "\(name) has no row \(row): its \(rows) rows count from 0")
        }
        let found: (String, [Match])
        if let column = data.roles.text?.column, data.has(column) {
            found = try byText(data.splits[split].table[column]?.text(row) ?? "", data, limit + 1)
        } else {
            found = (RowSearch.method, RowSearch(data).nearest(split: split, row: row, limit: limit + 1))
        }
        return (found.0, Array(found.1.filter { ($0.split, $0.row) != (split, row) }.prefix(limit)))
    }

    /// What errors call the data.
    static func place(of data: MeasuredData) -> String {
        data.input.source ?? data.splits.compactMap(\.path).first ?? "the data"
    }
}
