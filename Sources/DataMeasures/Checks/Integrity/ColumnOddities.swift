internal import Glibc
internal import TableIO

/// What is odd about the cells of a column, over all splits.
struct ColumnOddities: Sendable {
    enum Oddity: String, CaseIterable, Sendable {
        /// Numbers among words, or words among numbers.
        case mixedTypes = "mixed_types"
        case punctuation
        case damaged
        case length

        var words: String {
            switch self {
            case .mixedTypes: "of another type than the rest"
            case .punctuation: "with nothing but punctuation"
            case .damaged: "with damaged or invisible characters"
            case .length: "of an unusual length"
            }
        }
    }

    private static let rarest = 0.1
    private static let fewestForLengths = 100
    private static let deviations = 8.0
    private static let fewExamples = 3
    private static let mostVariants = 10_000
    private static let missing: Set<String> = [
        "", "na", "n/a", "n.a.", "#n/a", "<na>", "null", "(null)", "none", "nil", "nan", "-nan", "-", "--", "?",
        "missing",
    ]

    let name: String
    private let rows: [Oddity: Int]
    let examples: [(what: Oddity, table: Int, row: Int)]
    /// Cells by how they spell a missing value; nulls are named so.
    private let nullSpellings: [(spelling: String, rows: Int)]
    private let isConstant: Bool
    /// Values that differ only in case, space or punctuation.
    private let variants: [[(value: String, rows: Int)]]

    init(_ columns: [Column], isFreeText: Bool) {
        name = columns[0].name
        guard columns.allSatisfy(\.isUTF8) else {
            let codes = ValueCodes(columns)
            isConstant = codes.count == 1 && columns.reduce(0) { $0 + $1.count } > 1
            (rows, examples, nullSpellings, variants) = ([:], [], [], [])
            return
        }
        let codes = ValueCodes(columns).ordered()
        var counts = [Int](repeating: 0, count: codes.count)
        for table in columns.indices {
            for (code, count) in codes.counts(table: table).enumerated() { counts[code] += count }
        }
        let nulls = columns.reduce(0) { $0 + $1.count } - counts.reduce(0, +)
        let values = (0..<codes.count).map { codes.value(Int32($0)) }
        isConstant = codes.count == 1 && counts[0] > 1
        let isMissing = values.map { Self.missing.contains($0.trimmedASCII.lowercased()) }
        var spellings = isFreeText ? [] : values.indices.filter { isMissing[$0] }.map { (values[$0], counts[$0]) }
        if nulls > 0, !spellings.isEmpty { spellings.append(("(null)", nulls)) }
        nullSpellings = spellings.count > 1 ? spellings.sorted { ($1.1, $0.0) < ($0.1, $1.0) } : []
        let odd = Self.odd(values, counts, isMissing, isFreeText: isFreeText)
        var rows: [Oddity: Int] = [:]
        for (code, kinds) in odd { for kind in kinds { rows[kind, default: 0] += counts[code] } }
        self.rows = rows
        examples = Self.examples(odd, codes, columns)
        variants = isFreeText || codes.count > Self.mostVariants ? [] : Self.variants(values, counts, isMissing)
    }

    var isPlain: Bool { rows.isEmpty && nullSpellings.isEmpty && !isConstant && variants.isEmpty }

    /// The oddities of each different value.
    private static func odd(
        _ values: [String], _ counts: [Int], _ isMissing: [Bool], isFreeText: Bool
    ) -> [Int: Set<Oddity>] {
        var odd: [Int: Set<Oddity>] = [:]
        let present = values.indices.filter { !isMissing[$0] }
        let isNumber = values.map(\.isNumberText)
        let total = present.reduce(0) { $0 + counts[$1] }
        let numbers = present.reduce(0) { isNumber[$1] ? $0 + counts[$1] : $0 }
        let rarer = min(numbers, total - numbers)
        if !isFreeText, rarer > 0, Double(rarer) <= rarest * Double(total) {
            let rareIsNumber = numbers == rarer
            for code in present where isNumber[code] == rareIsNumber { odd[code, default: []].insert(.mixedTypes) }
        }
        for code in present {
            if values[code].isPunctuation { odd[code, default: []].insert(.punctuation) }
            if values[code].isDamaged { odd[code, default: []].insert(.damaged) }
        }
        guard numbers * 2 < total, present.count >= fewestForLengths else { return odd }
        for code in unusualLengths(values, counts, present) { odd[code, default: []].insert(.length) }
        return odd
    }

    private static func unusualLengths(_ values: [String], _ counts: [Int], _ present: [Int]) -> [Int] {
        let lengths = present.map { log(Double(values[$0].unicodeScalars.count + 1)) }
        guard let spread = RobustSpread(sorted: lengths.sorted()) else { return [] }
        let limit = deviations * max(0.1, spread.deviation)
        let far = present.indices.filter { abs(lengths[$0] - spread.median) > limit }
        return far.count * 100 <= present.count ? far.map { present[$0] } : []
    }

    private static func variants(_ values: [String], _ counts: [Int], _ isMissing: [Bool]) -> [[(String, Int)]] {
        var groups: [[UInt8]: [Int]] = [:]
        for code in values.indices where !isMissing[code] && !values[code].isNumberText {
            let key = values[code].skeleton
            if !key.isEmpty { groups[key, default: []].append(code) }
        }
        return groups.values.filter { $0.count > 1 }.map { members in
            members.map { (values[$0], counts[$0]) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        }.sorted { $0[0].0 < $1[0].0 }
    }

    private static func examples(
        _ odd: [Int: Set<Oddity>], _ codes: ValueCodes, _ columns: [Column]
    ) -> [(what: Oddity, table: Int, row: Int)] {
        var left = Dictionary(uniqueKeysWithValues: Oddity.allCases.map { ($0, fewExamples) })
        var examples: [(what: Oddity, table: Int, row: Int)] = []
        guard !odd.isEmpty else { return [] }
        for table in columns.indices {
            for (row, code) in codes.codes[table].enumerated() where code >= 0 {
                guard let kinds = odd[Int(code)] else { continue }
                for kind in Oddity.allCases where kinds.contains(kind) && left[kind]! > 0 {
                    left[kind]! -= 1
                    examples.append((kind, table, row))
                }
            }
        }
        return examples
    }

    /// A phrase a finding.
    var words: [String] {
        var words = Oddity.allCases.compactMap { kind in
            rows[kind].map { "\(Wording.count($0, "cell")) \(kind.words)" }
        }
        if !nullSpellings.isEmpty {
            words.append("missing values spelled " + nullSpellings.map { "'\($0.spelling)'" }.joined(separator: ", "))
        }
        if let first = variants.first {
            words.append(
                "\(Wording.count(variants.count, "value")) spelled several ways, such as "
                    + first.prefix(3).map { "'\(Excerpt.of($0.value))'" }.joined(separator: ", "))
        }
        if isConstant { words.append("one value only") }
        return words
    }

    var reported: ReportValue {
        var members: [ReportValue.Member] = [.init(name: "column", value: .text(name))]
        for kind in Oddity.allCases {
            members.append(.init(name: kind.rawValue, value: .integer(rows[kind] ?? 0)))
        }
        members.append(
            .init(
                name: "null_spellings",
                value: .list(nullSpellings.map { ["spelling": .text($0.spelling), "rows": .integer($0.rows)] })))
        members.append(.init(name: "single_value", value: .bool(isConstant)))
        members.append(
            .init(
                name: "variants",
                value: .list(
                    variants.prefix(50).map { group in
                        .list(group.map { ["value": .text(Excerpt.of($0.value)), "rows": .integer($0.rows)] })
                    })))
        return .object(members)
    }
}
