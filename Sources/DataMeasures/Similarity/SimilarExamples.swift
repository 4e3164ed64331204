internal import TableIO

/// Pairs of similar rows for a report: nearly the same ones first, then those that stand in others, then equal ones.
struct SimilarExamples {
    private let data: MeasuredData
    private let similar: SimilarRows
    private let from: Int
    private let other: Int
    private let rows: ClassRows
    private let others: ClassRows
    private var examples: [ReportValue] = []

    /// - Parameter from: the split of the first row of a pair, `other` that of the second.
    static func of(_ data: MeasuredData, _ similar: SimilarRows, from: Int, other: Int, limit: Int) -> [ReportValue] {
        var examples = SimilarExamples(data, similar, from, other)
        examples.collect(limit)
        return examples.examples
    }

    private init(_ data: MeasuredData, _ similar: SimilarRows, _ from: Int, _ other: Int) {
        self.data = data
        self.similar = similar
        self.from = from
        self.other = other
        rows = ClassRows(similar, split: from)
        others = from == other ? rows : ClassRows(similar, split: other)
    }

    private mutating func collect(_ limit: Int) {
        let near = similar.near.sorted { ($1.similarity, $0.a, $0.b) < ($0.similarity, $1.a, $1.b) }
        for pair in near {
            add(pair.a, pair.b, "near", pair.similarity, limit)
            if from != other { add(pair.b, pair.a, "near", pair.similarity, limit) }
        }
        for pair in similar.contained { add(pair.a, pair.b, "contained", pair.similarity, limit) }
        if from == other {
            for group in 0..<Int32(similar.classCount) where rows[group].count > 1 { addEqual(rows[group], limit) }
        } else {
            for group in 0..<Int32(similar.classCount) { add(group, group, "equal", 1, limit) }
        }
    }

    private mutating func add(_ a: Int32, _ b: Int32, _ kind: String, _ similarity: Double, _ limit: Int) {
        for row in rows[a] {
            for twin in others[b] {
                guard examples.count < limit else { return }
                add(Int(row), Int(twin), kind, similarity)
            }
        }
    }

    private mutating func addEqual(_ members: ArraySlice<Int32>, _ limit: Int) {
        for row in members {
            for twin in members where twin > row {
                guard examples.count < limit else { return }
                add(Int(row), Int(twin), "equal", 1)
            }
        }
    }

    private mutating func add(_ row: Int, _ twin: Int, _ kind: String, _ similarity: Double) {
        let text = data.roles.text.flatMap { data.splits[other].table[$0.column]?.text(twin) } ?? ""
        examples.append(
            .object(
                data.example(split: from, row: row) + [
                    .init(name: "kind", value: .text(kind)), .init(name: "similarity", value: .number(similarity)),
                    .init(name: "twin_split", value: .text(data.splits[other].name)),
                    .init(name: "twin_row", value: data.splits[other].reportedPlace(of: twin)),
                    .init(name: "twin_text", value: .text(Excerpt.of(text))),
                ]))
    }
}
