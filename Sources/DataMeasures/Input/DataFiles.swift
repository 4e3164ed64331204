internal import TableIO

/// Reads the files a data set is in.
public enum DataFiles {
    private static let taskNames = ["task", "task_id", "item", "item_id", "unit", "id"]
    private static let workerNames = ["worker", "worker_id", "annotator", "annotator_id", "rater", "coder"]
    private static let answerNames = ["label", "answer", "annotation", "rating"]

    /// A data set under one path: a file, a folder with splits (`DataLayout`), or a pattern for several files.
    ///
    /// Where nothing names splits, a column that says which split a row is in divides the rows.
    ///
    /// - Parameters:
    ///   - roles: the columns that were named; the others are looked for.
    ///   - reference: a file whose texts must not be in the data, and whose columns are compared with the data's.
    ///   - configuration: which of the configurations in a folder's README.md; nil for the only or the default one.
    ///   - threads: that may read at once.
    public static func load(
        _ path: String, roles: ColumnRoles, reference: String? = nil, configuration: String? = nil, threads: Int = 1
    ) throws(MeasureError) -> MeasureInput {
        let layout = try DataLayout.find(path, configuration: configuration)
        let splits = try read(layout.splits, roles: roles, threads: threads)
        guard splits.count == 1 else {
            try requireNoSplitColumn(roles, path)
            return try input(
                splits, roles: roles, reference: reference, leftOut: layout.leftOut, threads: threads)
        }
        let whole = splits[0]
        let column = (roles.split ?? ColumnRoles.splitColumn(in: [whole.table])).flatMap { whole.table[$0.column] }
        let divided =
            try column.map { column throws(MeasureError) in try divide(whole, by: column) }
            ?? byRecordings(whole, roles)
        return try input(
            divided ?? splits, votes: votes(in: whole.table, label: roles.label?.column), roles: roles,
            reference: reference, leftOut: layout.leftOut, threads: threads)
    }

    /// Files named for each split.
    ///
    /// - Parameters:
    ///   - splits: paths may be patterns or folders.
    ///   - threads: that may read at once.
    public static func load(
        _ splits: [(split: String, paths: [String])], roles: ColumnRoles, reference: String? = nil, threads: Int = 1
    ) throws(MeasureError) -> MeasureInput {
        var named: [DataLayout.Split] = []
        try requireNoSplitColumn(roles, splits.flatMap(\.paths).joined(separator: ", "))
        for (split, paths) in splits {
            let origin = paths.joined(separator: ", ")
            named.append(DataLayout.Split(name: split, files: try DataLayout.files(paths), origin: origin))
        }
        return try input(
            try read(named, roles: roles, threads: threads), roles: roles, reference: reference, threads: threads)
    }

    private static func read(
        _ splits: [DataLayout.Split], roles: ColumnRoles, threads: Int
    ) throws(MeasureError) -> [MeasureInput.Split] {
        let haveLabels = AudioManifest.haveLabels(splits.flatMap(\.files))
        var read: [MeasureInput.Split] = []
        for split in splits {
            let whole = try MeasureInput.Split(
                name: split.name, files: split.files, origin: split.origin, haveLabels: haveLabels, threads: threads)
            try roles.check(whole.table, path: split.origin)
            read.append(whole)
        }
        return read
    }

    private static func input(
        _ splits: [MeasureInput.Split], votes: MeasureInput.Votes? = nil, roles: ColumnRoles, reference: String?,
        leftOut: [String] = [], threads: Int
    ) throws(MeasureError) -> MeasureInput {
        var roles = roles
        roles.split = roles.split ?? ColumnRoles.splitColumn(in: splits.map(\.table))
        let found = roles.detected(in: splits.map(\.table), haveRecordings: splits.contains { $0.recordings != nil })
        return MeasureInput(
            splits: splits, votes: votes, roles: found,
            reference: try self.reference(reference, found, columns: splits[0].columnNames, threads: threads),
            leftOut: leftOut)
    }

    private static func reference(
        _ path: String?, _ roles: ColumnRoles, columns: [String], threads: Int
    ) throws(MeasureError) -> MeasureInput.Split? {
        guard let path else { return nil }
        let split = try MeasureInput.Split(
            name: "reference", files: try DataLayout.files([path]), origin: path, haveLabels: false, threads: threads)
        let table = split.table
        if let text = roles.text, text.choice == .given {
            try ColumnRoles(text: text).check(table, path: path)
        }
        guard table.columns.contains(where: { columns.contains($0.name) }) else {
            throw MeasureError(
                "unknown_column", path,
                "the reference has no column of the data; its columns are: "
                    + table.columns.map(\.name).joined(separator: ", "))
        }
        return split
    }

    /// The table in one file, which has a row at least.
    static func read(_ path: String) throws(MeasureError) -> Table {
        let table = try DataFile(path, threads: 1).table
        guard table.rowCount > 0 else {
            throw MeasureError("empty", path, "there are no rows in it; check where it comes from")
        }
        return table
    }

    private static func requireNoSplitColumn(_ roles: ColumnRoles, _ path: String) throws(MeasureError) {
        guard let column = roles.split, column.choice == .given else { return }
        throw MeasureError(
            "usage", path, "the files tell the splits already; leave --split \(column.column) out, or name one file")
    }

    /// The rows by what a column says; those it says nothing of are together.
    ///
    /// - Throws: when its values are not names of splits.
    private static func divide(
        _ whole: MeasureInput.Split, by column: Column
    ) throws(MeasureError) -> [MeasureInput.Split] {
        let codes = ValueCodes([column])
        guard codes.count <= ColumnRoles.mostSplits else {
            throw MeasureError(
                "bad_split", whole.path ?? whole.name,
                "column '\(column.name)' has \(codes.count) values, and a column of splits at most "
                    + "\(ColumnRoles.mostSplits); name another with --split")
        }
        var rows: [String: [Int]] = [:]
        for row in 0..<whole.rowCount {
            let name = column.text(row) ?? ""
            rows[name.isEmpty ? "none" : name, default: []].append(row)
        }
        for name in rows.keys.sorted() { try DataLayout.checkName(name, whole.path ?? whole.name) }
        return rows.keys.sorted(by: SplitName.precedes).map { whole.taking(rows[$0]!, name: $0) }
    }

    /// The rows of a list that is in no split itself, by the folders its recordings are in; nil where not all of those are
    /// called like splits, or all like one.
    private static func byRecordings(_ whole: MeasureInput.Split, _ roles: ColumnRoles) -> [MeasureInput.Split]? {
        guard whole.name == DataLayout.unnamed,
            let audio = roles.audio ?? ColumnRoles.recordings(whole.columnNames, [whole.table]),
            let column = whole.table[audio.column], column.isUTF8
        else { return nil }
        var rows: [String: [Int]] = [:]
        for row in 0..<whole.rowCount {
            guard let name = column.text(row).flatMap(SplitName.ofFolders) else { return nil }
            rows[name, default: []].append(row)
        }
        guard rows.count > 1 else { return nil }
        return rows.keys.sorted(by: SplitName.precedes).map { whole.taking(rows[$0]!, name: $0) }
    }

    /// The table as votes, if its columns name a task, a worker and an answer.
    private static func votes(in table: Table, label: String?) -> MeasureInput.Votes? {
        func column(_ names: [String]) -> String? {
            names.lazy.compactMap { name in table.columns.first { $0.name.lowercased() == name }?.name }.first
        }
        guard let task = column(taskNames), let worker = column(workerNames), let label = label ?? column(answerNames)
        else { return nil }
        return MeasureInput.Votes(
            table: table, task: task, worker: worker, label: label,
            origin: "columns '\(task)', '\(worker)' and '\(label)' of the file")
    }
}
