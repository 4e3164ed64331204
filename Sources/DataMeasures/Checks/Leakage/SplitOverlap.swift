/// The rows of one split whose twins are in another, however twins are told.
struct SplitOverlap<Variant: RawRepresentable<String> & Sendable>: Sendable {
    let from: Int
    let other: Int
    let variant: Variant
    /// Of `from`, in order.
    private(set) var rows: [Int] = []
    /// Of `rows`, how many differ from one another.
    private(set) var distinct = 0
    /// Of `rows`, those with a label whose twins have others only; a missing label is none.
    private(set) var conflicting = 0

    /// Every split against every other one.
    ///
    /// - Parameters:
    ///   - label: the column whose values can contradict each other, if there is one.
    ///   - groups: the group of each row by split, for a variant; twins share one, and rows below 0 have none.
    static func all(
        of data: MeasuredData, _ variants: [Variant], label: String?, groups: (Variant) -> [[Int32]]
    ) -> [SplitOverlap] {
        variants.flatMap { variant in
            let groups = groups(variant)
            return data.splits.indices.flatMap { from in
                data.splits.indices.filter { $0 != from }.map { other in
                    SplitOverlap(data, variant, groups[from], groups[other], from: from, other: other, label: label)
                }
            }
        }
    }

    init(from: Int, other: Int, variant: Variant, rows: [Int], distinct: Int) {
        self.from = from
        self.other = other
        self.variant = variant
        self.rows = rows
        self.distinct = distinct
    }

    private init(
        _ data: MeasuredData, _ variant: Variant, _ own: [Int32], _ others: [Int32], from: Int, other: Int,
        label: String?
    ) {
        self.from = from
        self.other = other
        self.variant = variant
        let there = Set(others.lazy.filter { $0 >= 0 })
        rows = own.indices.filter { there.contains(own[$0]) }
        distinct = Set(rows.lazy.map { own[$0] }).count
        guard !rows.isEmpty, let label else { return }
        let labels = data.valueCodes(label).codes
        let labeled = others.indices.lazy.filter { labels[other][$0] >= 0 }
        let known = Set(labeled.map { CodePair.pair(others[$0], labels[other][$0]) })
        let groups = Set(labeled.map { others[$0] })
        conflicting = rows.count { row in
            labels[from][row] >= 0 && groups.contains(own[row])
                && !known.contains(CodePair.pair(own[row], labels[from][row]))
        }
    }

    /// Of the rows of `from`, 0...1.
    func share(_ data: MeasuredData) -> Double { Double(rows.count) / Double(max(1, data.splits[from].rowCount)) }

    func value(_ data: MeasuredData) -> ReportValue {
        [
            "from": .text(data.splits[from].name), "in": .text(data.splits[other].name),
            "variant": .text(variant.rawValue), "rows": .integer(rows.count), "distinct": .integer(distinct),
            "conflicting_labels": .integer(conflicting),
            "rows_interval": WilsonInterval.of(rows.count, in: data.splits[from].rowCount),
        ]
    }

    static func table(_ overlaps: [SplitOverlap], _ data: MeasuredData, title: String) -> Figure {
        .table(
            title: title, columns: ["Rows of", "In", "Compared", "Rows", "Share", "Distinct", "With another label"],
            rows: overlaps.map { overlap in
                [
                    data.splits[overlap.from].name, data.splits[overlap.other].name, overlap.variant.rawValue,
                    Wording.count(overlap.rows.count),
                    Wording.percent(overlap.rows.count, of: data.splits[overlap.from].rowCount),
                    Wording.count(overlap.distinct), Wording.count(overlap.conflicting),
                ]
            })
    }
}
