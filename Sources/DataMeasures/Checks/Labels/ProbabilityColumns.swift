internal import TableIO

/// What a model thinks of each label, in a column a label.
struct ProbabilityColumns {
    struct Row {
        let split: Int
        let row: Int
    }

    /// Those of the rows, in their order, and after them those that no row has.
    let labels: [String]
    /// The rows with a label and all probabilities, of each split in the canonical order.
    let rows: [Row]
    /// Rows with a label.
    let labeled: Int
    /// Of them those that lack a probability.
    let incomplete: Int
    /// Of `rows` those whose probabilities do not make 1, which rounding to two decimals does not explain.
    let unbalanced: Int
    /// By split and label.
    private let tables: [[[Double]]]

    /// Probabilities are from 0 to 1, but for rounding.
    private static let range = -1e-6...1 + 1e-6
    /// Rows whose sums tell whether columns that no row has for its label belong to the others.
    private static let summed = 1000

    /// Of a probability, by rounding to two decimals.
    private static let rounding = 0.005
    /// Beyond which a sum is not 1 however many labels there are.
    private static let mostRounding = 0.1

    init(_ data: MeasuredData, prefix: String, codes: ValueCodes) throws(UnusableProbabilities) {
        let own = (0..<Int32(codes.count)).map { codes.value($0) }
        if let problem = UnusableProbabilities(data, prefix: prefix, labels: own) { throw problem }
        let others = data.splits[0].columnNames.filter { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count))
        }
        .filter { !own.contains($0) }
        let tables = data.splits.map { split in own.compactMap { split.table[prefix + $0]?.asNumbers() } }
        let more = data.splits.map { split in others.compactMap { split.table[prefix + $0]?.asNumbers() } }
        let known = Self.rows(tables, codes, data)
        let hasMore =
            !others.isEmpty && more.allSatisfy { $0.count == others.count }
            && Self.distance(zip(tables, more).map { $0 + $1 }, known) < Self.distance(tables, known)
        labels = own + (hasMore ? others : [])
        let used = hasMore ? zip(tables, more).map { $0 + $1 } : tables
        let rows = hasMore ? Self.rows(used, codes, data) : known
        self.tables = used
        self.rows = rows
        labeled = codes.codes.reduce(0) { $0 + $1.count { $0 >= 0 } }
        incomplete = codes.codes.indices.reduce(0) { sum, split in
            sum
                + codes.codes[split].indices.count { row in
                    codes.codes[split][row] >= 0 && used[split].contains { $0[row].isNaN }
                }
        }
        let most = min(Self.mostRounding, Self.rounding * Double(labels.count)) + 1e-6
        unbalanced = rows.count { place in
            (1 - used[place.split].reduce(0) { $0 + $1[place.row] }).magnitude > most
        }
    }

    /// Labeled rows that are not among `rows`.
    var leftOut: Int { labeled - rows.count }
    /// Of them those with a number that is no probability, and none missing.
    var outOfRange: Int { leftOut - incomplete }

    /// Of a row, by its place in `rows`, and a label.
    func probability(_ row: Int, _ label: Int) -> Double {
        min(1, max(0, tables[rows[row].split][label][rows[row].row]))
    }

    private static func rows(_ tables: [[[Double]]], _ codes: ValueCodes, _ data: MeasuredData) -> [Row] {
        tables.indices.flatMap { split in
            data.canonicalOrder(split).lazy.map { Int($0) }.filter { row in
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
