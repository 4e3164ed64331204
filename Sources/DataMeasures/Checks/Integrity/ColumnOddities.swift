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

    /// - Parameter codes: of the column's values; nil where it is no text.
    init(_ columns: [Column], _ codes: ValueCodes?, isFreeText: Bool) {
        name = columns[0].name
        guard let codes else {
            isConstant = columns.reduce(0) { $0 + $1.count } > 1 && Self.areConstant(columns)
            (rows, examples, nullSpellings, variants) = ([:], [], [], [])
            return
        }
        var counts = [Int](repeating: 0, count: codes.count)
        for table in columns.indices {
            for (code, count) in codes.counts(table: table).enumerated() { counts[code] += count }
        }
        let nulls = columns.reduce(0) { $0 + $1.count } - counts.reduce(0, +)
        isConstant = codes.count == 1 && counts[0] > 1
        let isMissing = (0..<codes.count).map { codes.withValue(Int32($0), Self.isMissing) }
        var spellings =
            isFreeText ? [] : isMissing.indices.filter { isMissing[$0] }.map { (codes.value(Int32($0)), counts[$0]) }
        if nulls > 0, !spellings.isEmpty { spellings.append(("(null)", nulls)) }
        nullSpellings = spellings.count > 1 ? spellings.sorted { ($1.1, $0.0) < ($0.1, $1.0) } : []
        let odd = Self.odd(codes, counts, isMissing, isFreeText: isFreeText)
        var rows: [Oddity: Int] = [:]
        for (code, kinds) in odd { for kind in kinds { rows[kind, default: 0] += counts[code] } }
        self.rows = rows
        examples = Self.examples(odd, codes, columns)
        variants = isFreeText || codes.count > Self.mostVariants ? [] : Self.variants(codes, counts, isMissing)
    }

    /// Whether there is one value in all cells that are not null, and at least one such cell.
    private static func areConstant(_ columns: [Column]) -> Bool {
        var first: String?
        for column in columns {
            for row in 0..<column.count where !column.isNull(row) {
                guard let text = column.text(row) else { continue }
                if let first, first != text { return false }
                first = text
            }
        }
        return first != nil
    }

    private static func isMissing(_ cell: UnsafeRawBufferPointer) -> Bool {
        // No spelling is longer, whatever the case.
        var left = 8
        for byte in cell where byte > 0x20 {
            left -= 1
            if left < 0 { return false }
        }
        return missing.contains(String(decoding: cell, as: UTF8.self).trimmedASCII.lowercased())
    }

    var isPlain: Bool { rows.isEmpty && nullSpellings.isEmpty && !isConstant && variants.isEmpty }

    /// The oddities of each different value.
    private static func odd(
        _ codes: ValueCodes, _ counts: [Int], _ isMissing: [Bool], isFreeText: Bool
    ) -> [Int: Set<Oddity>] {
        var odd: [Int: Set<Oddity>] = [:]
        let present = counts.indices.filter { !isMissing[$0] }
        let isNumber = counts.indices.map { codes.withValue(Int32($0), CellText.isNumber) }
        let total = present.reduce(0) { $0 + counts[$1] }
        let numbers = present.reduce(0) { isNumber[$1] ? $0 + counts[$1] : $0 }
        let rarer = min(numbers, total - numbers)
        if !isFreeText, rarer > 0, Double(rarer) <= rarest * Double(total) {
            let rareIsNumber = numbers == rarer
            for code in present where isNumber[code] == rareIsNumber { odd[code, default: []].insert(.mixedTypes) }
        }
        for code in present {
            codes.withValue(Int32(code)) { cell in
                if CellText.isPunctuation(cell) { odd[code, default: []].insert(.punctuation) }
                if CellText.isDamaged(cell) { odd[code, default: []].insert(.damaged) }
            }
        }
        guard numbers * 2 < total, present.count >= fewestForLengths else { return odd }
        for code in unusualLengths(codes, present) { odd[code, default: []].insert(.length) }
        return odd
    }

    private static func unusualLengths(_ codes: ValueCodes, _ present: [Int]) -> [Int] {
        let lengths = present.map { code in
            log(Double(codes.withValue(Int32(code), CellText.scalars) + 1))
        }
        guard let spread = RobustSpread(sorted: RadixSort.sorted(lengths)) else { return [] }
        let limit = deviations * max(0.1, spread.deviation)
        let far = present.indices.filter { abs(lengths[$0] - spread.median) > limit }
        return far.count * 100 <= present.count ? far.map { present[$0] } : []
    }

    private static func variants(_ codes: ValueCodes, _ counts: [Int], _ isMissing: [Bool]) -> [[(String, Int)]] {
        var groups: [[UInt8]: [(String, Int)]] = [:]
        for code in counts.indices where !isMissing[code] {
            let value = codes.value(Int32(code))
            guard !codes.withValue(Int32(code), CellText.isNumber) else { continue }
            let key = value.skeleton
            if !key.isEmpty { groups[key, default: []].append((value, counts[code])) }
        }
        return groups.values.filter { $0.count > 1 }.map { members in
            members.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
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
