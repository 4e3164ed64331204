internal import TableIO

/// A column prepared for being compared with every other: in the canonical order of rows, of a sample where there are
/// many.
struct PairedColumn: Sendable {
    enum Kind: Sendable {
        case numbers([Double], ranks: [Double])
        case categories
    }

    let name: String
    let kind: Kind
    /// A code a row: the category, or the tenth that a number falls into; negative where it is missing.
    let codes: [Int32]
    let codeCount: Int
    let hasMissing: Bool

    private static let tenths = 10

    /// nil for a column with fewer than two values, or more categories than `mostCategories`.
    init?(_ feature: Feature, mostCategories: Int) {
        name = feature.name
        switch feature.cells {
        case .numbers(let tables):
            let numbers = tables[0]
            let sorted = RadixSort.sorted(numbers.filter { !$0.isNaN })
            guard let first = sorted.first, first < sorted[sorted.count - 1] else { return nil }
            hasMissing = sorted.count < numbers.count
            kind = .numbers(numbers, ranks: hasMissing ? [] : Ranks(numbers).ranks)
            (codes, codeCount) = Self.tenths(numbers, sorted)
        case .categories(let values):
            let own = values.codes[0]
            guard (2...mostCategories).contains(values.count) else { return nil }
            hasMissing = own.contains { $0 < 0 }
            kind = .categories
            (codes, codeCount) = (own, values.count)
        }
    }

    /// Numbers of few values as they are, others by tenths.
    private static func tenths(_ numbers: [Double], _ sorted: [Double]) -> ([Int32], Int) {
        var distinct = [sorted[0]]
        for number in sorted where number != distinct[distinct.count - 1] {
            distinct.append(number)
            if distinct.count > tenths { break }
        }
        let hasFew = distinct.count <= tenths
        let bins = hasFew ? QuantileBins(distinct, bins: distinct.count) : QuantileBins(sorted, bins: tenths)
        return (numbers.map { $0.isNaN ? -1 : Int32(bins.bin(of: $0)) }, bins.count)
    }

    var numbers: [Double]? {
        guard case .numbers(let numbers, _) = kind else { return nil }
        return numbers
    }
}

/// One measure of how far two columns go together.
struct Association: Sendable {
    let a: String
    let b: String
    let kind: String
    let value: Double
    let p: Double?
    /// Set once all tests of a run are known; nil without a test.
    var adjustedP: Double?

    /// The same, with p-values adjusted for there being so many (Benjamini and Hochberg).
    static func adjusted(_ measures: [Association]) -> [Association] {
        var measures = measures
        let tested = measures.indices.filter { measures[$0].p != nil }
        for (place, p) in zip(tested, BenjaminiHochberg.adjusted(tested.map { measures[$0].p! })) {
            measures[place].adjustedP = p
        }
        return measures
    }

    /// All measures that fit the kinds of two columns.
    static func all(_ a: PairedColumn, _ b: PairedColumn) -> [Association] {
        var found: [Association] = []
        func add(_ kind: String, _ value: Double?, _ p: Double?) {
            if let value { found.append(Association(a: a.name, b: b.name, kind: kind, value: value, p: p)) }
        }
        let rows = a.hasMissing || b.hasMissing ? a.codes.indices.filter { a.codes[$0] >= 0 && b.codes[$0] >= 0 } : nil
        func kept<Cell>(_ cells: [Cell]) -> [Cell] { rows.map { $0.map { cells[$0] } } ?? cells }
        let table = Self.table(kept(a.codes), kept(b.codes), a.codeCount, b.codeCount)
        switch (a.kind, b.kind) {
        case (.numbers(let x, let xRanks), .numbers(let y, let yRanks)):
            let pearson = Correlation.pearson(kept(x), kept(y))
            add("pearson", pearson?.r, pearson?.p)
            let (ranks, others) =
                rows == nil ? (xRanks, yRanks) : (Ranks(kept(x)).ranks, Ranks(kept(y)).ranks)
            let spearman = Correlation.pearson(ranks, others)
            add("spearman", spearman?.r, spearman?.p)
        case (.categories, .categories):
            let result = ChiSquare.independence(table)
            add("cramers_v", result.cramersV, result.p)
        case (.categories, .numbers(let y, _)):
            let result = Correlation.ratio(kept(a.codes), kept(y), count: a.codeCount)
            add("correlation_ratio", result?.eta, result?.p)
        case (.numbers(let x, _), .categories):
            let result = Correlation.ratio(kept(b.codes), kept(x), count: b.codeCount)
            add("correlation_ratio", result?.eta, result?.p)
        }
        add("mutual_information", Correlation.information(table), nil)
        return found
    }

    private static func table(_ a: [Int32], _ b: [Int32], _ height: Int, _ width: Int) -> [[Int]] {
        var flat = [Int](repeating: 0, count: height * width)
        flat.withUnsafeMutableBufferPointer { flat in
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    for row in 0..<a.count { flat[Int(a[row]) * width + Int(b[row])] += 1 }
                }
            }
        }
        return (0..<height).map { Array(flat[$0 * width..<($0 + 1) * width]) }
    }

    var reported: ReportValue {
        [
            "a": .text(a), "b": .text(b), "kind": .text(kind), "value": .number(value), "p": ReportValue(p),
            "p_adjusted": ReportValue(adjustedP),
        ]
    }
}
