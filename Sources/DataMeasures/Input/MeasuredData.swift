internal import TableIO

/// The input of a run, and what several checks need of it, worked out once.
final class MeasuredData {
    /// What of a row is compared.
    enum Variant: String {
        case raw
        case normalised
        /// All compared columns but the label.
        case features
    }

    let input: MeasureInput
    let settings: MeasureSettings
    private var groups: [Variant: RowGroups] = [:]
    private let shared: SharedColumns

    init(_ input: MeasureInput, settings: MeasureSettings) {
        self.input = input
        self.settings = settings
        shared = SharedColumns(input.splits, threads: settings.threads)
    }

    var splits: [MeasureInput.Split] { input.splits }
    var roles: ColumnRoles { input.roles }

    /// The variants that say something on this data.
    private(set) lazy var variants: [Variant] = {
        let compared = input.comparedColumns
        guard !compared.isEmpty else { return [] }
        var variants = [Variant.raw]
        let hasText = splits.contains { split in
            compared.contains { name in
                guard case .utf8 = split.table[name]?.storage else { return false }
                return true
            }
        }
        if hasText { variants.append(.normalised) }
        if let label = roles.label?.column, compared.contains(label), compared.count > 1 { variants.append(.features) }
        return variants
    }()

    /// The rows of all splits by what is equal.
    func rowGroups(_ variant: Variant) -> RowGroups {
        if let known = groups[variant] { return known }
        var names = input.comparedColumns
        if variant == .features { names.removeAll { $0 == roles.label?.column } }
        let made =
            variant == .normalised && names.allSatisfy(isNormalised)
            ? rowGroups(.raw) : rowGroups(by: names, normalised: variant == .normalised)
        groups[variant] = made
        return made
    }

    /// Whether normalising a column would change nothing.
    private func isNormalised(_ name: String) -> Bool {
        columns(named: name).allSatisfy { column in
            guard case .utf8(let text) = column.storage else { return true }
            return TextNormaliser.isNormalised(text)
        }
    }

    /// The rows of all splits by what is equal in some columns, which every split has; bytes that are no text are never
    /// normalised.
    func rowGroups(by names: [String], normalised: Bool) -> RowGroups {
        var compared: [[ComparedColumn]] = splits.map { _ in [] }
        for name in names {
            let columns = columns(named: name)
            let isText = columns.allSatisfy(\.isUTF8)
            let unified: [ComparedColumn]
            if isText, let codes = shared.knownCategories(name) {
                unified = ComparedColumn.coded(codes, columns, normalised: normalised)
            } else {
                unified = ComparedColumn.unified(columns).map {
                    normalised && isText ? $0.normalised(threads: settings.threads) : $0
                }
            }
            for (split, column) in unified.enumerated() { compared[split].append(column) }
        }
        return RowGroups(compared, rowCounts: splits.map(\.rowCount), threads: settings.threads)
    }

    /// The variants by which rows have the same input, whatever their labels.
    var inputVariants: [Variant] {
        guard let label = roles.label?.column, input.comparedColumns.contains(label) else { return variants }
        return variants.filter { $0 == .features }
    }

    /// A row's input is its text alone.
    var inputIsText: Bool { input.comparedColumns.filter { $0 != roles.label?.column } == [roles.text?.column] }

    /// Texts that are nearly the same; nil where there are no texts to compare.
    private(set) lazy var similarRows: SimilarRows? = {
        guard input.comparisonNote == nil, let text = roles.text?.column, has(text) else { return nil }
        return SimilarRows(columns(named: text), threads: settings.threads)
    }()

    /// The words of the text column.
    private lazy var readTexts = ReadTexts { [input, settings] number in
        let split = number < input.splits.count ? input.splits[number] : input.reference!
        return OrderedTexts(split.table[input.roles.text!.column]!, threads: settings.threads)
    }

    /// A sample of the texts of splits, nil for the reference.
    ///
    /// - Parameters:
    ///   - most: texts a split.
    ///   - mostBytes: of the texts a split, which only very long ones reach.
    ///   - distinct: equal texts of a split count once.
    func textSample(
        _ chosen: [Int?], most: Int, mostBytes: Int = 1 << 28, distinct: Bool = false
    ) -> TextBag {
        readTexts.sample(
            chosen.map { $0 ?? splits.count }, most: most, mostBytes: mostBytes, distinct: distinct)
    }

    /// The recordings, decoded; nil where there are none, or nothing to decode them with.
    private(set) lazy var recordings: SplitRecordings? = {
        guard let reader = settings.audio, hasRecordings else { return nil }
        return SplitRecordings(self, reader: reader)
    }()

    /// Rows by equal recordings; nil as for `recordings`, or when none of them was decoded.
    private(set) lazy var recordingGroups: RecordingGroups? = recordings.flatMap {
        $0.hasProfiles ? RecordingGroups($0, threads: settings.threads) : nil
    }

    private var hasRecordings: Bool {
        if splits.contains(where: { $0.recordings != nil }) { return true }
        return roles.audio.map { has($0.column) } ?? false
    }

    var reasonForNoRecordings: String {
        guard hasRecordings else { return input.recordingsNote ?? "no column is known to hold recordings" }
        return recordings == nil ? "recordings are not decoded here" : "no recording could be decoded"
    }

    var reasonForNoTexts: String { input.comparisonNote ?? "no column is known to hold texts" }

    /// The values of a column that every split has.
    func valueCodes(_ column: String) -> ValueCodes { shared.codes(column) }

    /// The values of columns that every split has, coded side by side.
    func valueCodes(_ columns: [String]) -> [ValueCodes] { shared.codes(columns) }

    /// What each column holds, by split.
    var profiles: [[ColumnProfile]] { shared.profiles }

    /// A hash of all cells of each row of a split.
    func rowHashes(_ split: Int) -> [UInt64] { shared.rowHashes(split) }

    /// The rows of a split in an order that their place in the file does not change: its start is a sample of them.
    func canonicalOrder(_ split: Int) -> [Int32] { shared.canonicalOrder(split) }

    func has(_ column: String) -> Bool { shared.has(column) }

    /// The split to learn from: the one named so, else the first.
    var trainingSplit: Int { splits.firstIndex { $0.name.lowercased().hasPrefix("train") } ?? 0 }

    /// Whether the column is the label, the text, the id, a group or the split.
    func hasRole(_ column: String) -> Bool {
        [roles.label, roles.text, roles.id, roles.time, roles.audio, roles.split].contains { $0?.column == column }
            || roles.groups.contains { $0.column == column }
    }

    /// A column of the splits that have it, with numbers written alike.
    func columns(named name: String) -> [Column] { shared.columns(name) }

    /// A row as an example in a report: where it is and what identifies it.
    func example(split: Int, row: Int) -> [ReportValue.Member] {
        let table = splits[split].table
        var members = splits[split].namedPlace(of: row)
        if let id = roles.id.flatMap({ table[$0.column]?.text(row) }) {
            members.append(.init(name: "id", value: .text(Excerpt.of(id))))
        }
        if let text = roles.text?.column {
            members.append(.init(name: "text", value: ReportValue(table[text]?.text(row).map(Excerpt.of))))
        } else {
            let cells = input.comparedColumns.prefix(6).map { table[$0]?.text(row) ?? "" }
            members.append(.init(name: "text", value: .text(Excerpt.of(cells.joined(separator: " | ")))))
        }
        if let label = roles.label.flatMap({ table[$0.column]?.text(row) }) {
            members.append(.init(name: "label", value: .text(Excerpt.of(label))))
        }
        return members
    }
}

extension MeasureInput.Split {
    /// Where a row is, as members of an example: `row`, and `file` where the split has several.
    func place(of row: Int, prefix: String = "") -> [ReportValue.Member] {
        [.init(name: prefix + "row", value: .integer(fileRow(row)))]
            + (file(row).map { [.init(name: prefix + "file", value: .text($0))] } ?? [])
    }

    /// The same after the split's name.
    func namedPlace(of row: Int) -> [ReportValue.Member] {
        [.init(name: "split", value: .text(name))] + place(of: row)
    }

    /// The same as one value: a number, or an object where the split has several files.
    func reportedPlace(of row: Int) -> ReportValue {
        file(row) == nil ? .integer(fileRow(row)) : .object(place(of: row))
    }
}

/// The start of a cell, as reports show it.
enum Excerpt {
    static let limit = 160
    /// What is found in a cell is shorter when masked; nothing beyond this comes into the excerpt.
    private static let searched = 16 * limit

    /// The start of a long text, with personal data masked.
    static func of(_ text: String) -> String {
        start(of: PersonalPattern.masking(String(text.unicodeScalars.prefix(searched))))
    }

    static func start(of text: String) -> String {
        text.unicodeScalars.count <= limit
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }
}
