public import TableIO

extension ColumnRoles {
    private static let labelNames = ["label", "labels", "class", "target", "category", "y", "answer"]
    private static let textNames = [
        "text", "sentence", "transcript", "transcription", "utterance", "content", "body", "document", "review",
        "question", "prompt", "comment", "message", "abstract", "title",
    ]
    private static let idNames = [
        "id", "uuid", "guid", "uid", "idx", "index", "example_id", "row_id", "key", "__key__",
    ]
    private static let groupNames = [
        "group", "speaker", "user", "author", "client", "patient", "subject", "participant", "customer", "document",
        "doc", "session", "recording", "source",
    ]
    private static let protectedNames = [
        "sex", "gender", "race", "ethnicity", "religion", "nationality", "disability", "age_group", "accent", "dialect",
    ]
    static let audioNames = [
        "audio_filepath", "audio", "audio.path", "audio_path", "audio_file", "file_name", "filename", "path", "file",
        "wav", "recording", "clip",
    ]
    private static let probabilityPrefixes = ["prob_", "proba_", "probability_", "p_"]
    private static let mostProbabilities = 1000
    private static let mostProtectedValues = 50
    private static let splitNames = ["split", "subset", "partition", "set"]
    /// A column of more values tells something else.
    static let mostSplits = 20
    /// A crossing of fewer groups than this tells nothing: any split of three categories has it.
    private static let fewestGroups = 10

    /// The roles of columns that nobody named, by conventional names and by what is in them.
    ///
    /// - Parameters:
    ///   - tables: the splits; only columns that all of them have get a role.
    ///   - haveRecordings: rows have recordings that no column says the place of.
    public func detected(in tables: [Table], haveRecordings: Bool = false) -> ColumnRoles {
        guard let first = tables.first else { return self }
        let names = first.columns.map(\.name).filter { name in tables.allSatisfy { $0[name] != nil } }
        var found = self
        if found.audio == nil { found.audio = Self.recordings(names, tables) }
        let taken = Set(given + [split, found.audio].compactMap { $0?.column })
        var free = names.filter { !taken.contains($0) }
        func take(_ wanted: [String], _ fits: (String) -> Bool) -> Role? {
            for name in wanted {
                if let column = free.first(where: { $0.lowercased() == name && fits($0) }) {
                    free.removeAll { $0 == column }
                    return Role(column, .byName)
                }
            }
            return nil
        }
        if found.id == nil {
            found.id = take(Self.idNames) { name in tables.allSatisfy { Self.isNearlyUnique($0[name]!) } }
        }
        if found.label == nil {
            found.label = take(Self.labelNames) { name in !tables.contains { Self.isContinuous($0[name]!) } }
        }
        if found.text == nil {
            found.text = take(Self.textNames) { name in tables.allSatisfy { Self.isText($0[name]!) } }
        }
        if found.text == nil, let column = Self.longestText(free, tables) {
            free.removeAll { $0 == column }
            found.text = Role(column, .byValues)
        }
        if found.groups.isEmpty {
            for name in Self.groupNames.flatMap({ [$0, $0 + "_id"] }) {
                let role = take([name]) { column in
                    let codes = ValueCodes(tables.map { $0[column]! })
                    return codes.count >= Self.fewestGroups && codes.count < tables.reduce(0) { $0 + $1.rowCount }
                }
                if let role { found.groups.append(role) }
            }
        }
        if found.protected.isEmpty {
            found.protected = names.filter { name in
                Self.protectedNames.contains(name.lowercased()) && name != found.label?.column
                    && ValueCodes(tables.map { $0[name]! }).count <= Self.mostProtectedValues
            }.map { Role($0, .byName) }
        }
        if found.probabilities == nil, let label = found.label?.column {
            found.probabilities = Self.probabilityPrefix(tables.map { $0[label]! }, names)
        }
        if haveRecordings || found.audio != nil, found.text != nil, found.label == nil { found.textIsAnswer = true }
        return found
    }

    /// The column that says which split each row is in, one of whose values at least is called like a split; nil when
    /// there is none that all tables have.
    static func splitColumn(in tables: [Table]) -> Role? {
        for name in splitNames {
            guard let found = tables[0].columns.first(where: { $0.name.lowercased() == name })?.name else { continue }
            let columns = tables.compactMap { $0[found] }
            let codes = ValueCodes(columns)
            guard columns.count == tables.count, codes.count <= mostSplits else { continue }
            let values = (0..<Int32(codes.count)).map(codes.value).filter { !$0.isEmpty }
            if values.allSatisfy(SplitName.isFileName), values.contains(where: { SplitName.of($0) != nil }) {
                return Role(found, .byName)
            }
        }
        return nil
    }

    /// The column that names or holds the rows' recordings.
    static func recordings(_ names: [String], _ tables: [Table]) -> Role? {
        let held = names.first { name in
            guard name.hasSuffix(".bytes"), tables.contains(where: { $0[name]!.hasCells }) else { return false }
            return ["audio", "sound", "speech"].contains(String(name.dropLast(6)).lowercased())
        }
        if let held { return Role(held, .byName) }
        for wanted in audioNames {
            guard let name = names.first(where: { $0.lowercased() == wanted }) else { continue }
            let named = tables.allSatisfy { table in
                let column = table[name]!
                let rows = (0..<min(column.count, 100)).compactMap { column.text($0) }
                return !rows.isEmpty && rows.count { Recording.isRecording($0) } * 10 >= rows.count * 9
            }
            if named { return Role(name, .byName) }
        }
        return nil
    }

    /// What columns of probabilities are called, if every label has one.
    private static func probabilityPrefix(_ labels: [Column], _ names: [String]) -> String? {
        let codes = ValueCodes(labels)
        guard (2...mostProbabilities).contains(codes.count) else { return nil }
        let values = (0..<Int32(codes.count)).map { codes.value($0) }
        return probabilityPrefixes.first { prefix in values.allSatisfy { names.contains(prefix + $0) } }
    }

    private static func isNearlyUnique(_ column: Column) -> Bool {
        ValueCodes([column]).count * 10 >= column.count * 9
    }

    private static func isContinuous(_ column: Column) -> Bool {
        let codes = ValueCodes([column])
        return codes.count > 20 && codes.count * 2 > column.count
    }

    private static func isText(_ column: Column) -> Bool {
        guard case .utf8 = column.storage else { return false }
        return Numbers(column) == nil
    }

    /// The column with the longest cells, if those look like sentences.
    private static func longestText(_ names: [String], _ tables: [Table]) -> String? {
        var best: (name: String, length: Int)?
        for name in names {
            var bytes = 0
            var spaces = 0
            var rows = 0
            for table in tables {
                guard case .utf8(let text) = table[name]!.storage else { continue }
                bytes += text.bytes.count
                spaces += text.bytes.count { $0 == 0x20 }
                rows += text.count
            }
            guard rows > 0, bytes / rows >= 20, spaces >= 2 * rows, bytes / rows > best?.length ?? 0 else { continue }
            best = (name, bytes / rows)
        }
        return best?.name
    }
}
