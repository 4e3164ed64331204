internal import TableIO

/// What a model thinks of each label, in a column a label.
struct ProbabilityColumns {
    struct Row {
        let split: Int
        let row: Int
    }

    /// Those of the rows, in their order, and after them those that no row has.
    let labels: [String]
    /// The rows with a label and all probabilities.
    let rows: [Row]
    /// By split and label.
    private let tables: [[[Double]]]

    /// Probabilities are from 0 to 1, but for rounding.
    private static let range = -1e-6...1 + 1e-6
    /// Rows whose sums tell whether columns that no row has for its label belong to the others.
    private static let summed = 1000

    /// nil where there are less than two labels, or a label lacks a column in a split.
    init?(_ data: MeasuredData, prefix: String, codes: ValueCodes) {
        let own = (0..<Int32(codes.count)).map { codes.value($0) }
        let others = data.splits[0].columnNames.filter { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count))
        }
        .filter { !own.contains($0) }
        let tables = data.splits.map { split in own.compactMap { split.table[prefix + $0]?.asNumbers() } }
        let more = data.splits.map { split in others.compactMap { split.table[prefix + $0]?.asNumbers() } }
        guard own.count > 1, tables.allSatisfy({ $0.count == own.count }) else { return nil }
        let known = Self.rows(tables, codes)
        let hasMore =
            !others.isEmpty && more.allSatisfy { $0.count == others.count }
            && Self.distance(zip(tables, more).map { $0 + $1 }, known) < Self.distance(tables, known)
        labels = own + (hasMore ? others : [])
        self.tables = hasMore ? zip(tables, more).map { $0 + $1 } : tables
        rows = hasMore ? Self.rows(self.tables, codes) : known
    }

    /// Of a row, by its place in `rows`, and a label.
    func probability(_ row: Int, _ label: Int) -> Double {
        min(1, max(0, tables[rows[row].split][label][rows[row].row]))
    }

    private static func rows(_ tables: [[[Double]]], _ codes: ValueCodes) -> [Row] {
        tables.indices.flatMap { split in
            codes.codes[split].indices.filter { row in
                codes.codes[split][row] >= 0 && tables[split].allSatisfy { range.contains($0[row]) }
            }.map { Row(split: split, row: $0) }
        }
    }

    /// How far sums of probabilities are from 1.
    private static func distance(_ tables: [[[Double]]], _ rows: [Row]) -> Double {
        rows.prefix(summed).reduce(0) { sum, place in
            sum + (1 - tables[place.split].reduce(0) { $0 + $1[place.row] }).magnitude
        }
    }
}
