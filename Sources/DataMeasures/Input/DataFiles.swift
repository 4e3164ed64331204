internal import Crypto
internal import Foundation
internal import QuorumCore
internal import TableIO

/// Reads the files a data set is in.
public enum DataFiles {
    private static let taskNames = ["task", "task_id", "item", "item_id", "unit", "id"]
    private static let workerNames = ["worker", "worker_id", "annotator", "annotator_id", "rater", "coder"]
    private static let answerNames = ["label", "answer", "annotation", "rating"]

    /// One file that holds everything; a column that says which split a row is in divides it.
    ///
    /// - Parameters:
    ///   - roles: the columns that were named; the others are looked for.
    ///   - reference: a file whose texts must not be in the data, and whose columns are compared with the data's.
    public static func load(
        _ path: String, roles: ColumnRoles, reference: String? = nil
    ) throws(MeasureError) -> MeasureInput {
        let table = try read(path)
        let sha256 = try digest(path)
        var roles = roles
        try roles.check(table, path: path)
        roles.split = roles.split ?? ColumnRoles.splitColumn(in: table)
        let splits: [MeasureInput.Split]
        if let column = roles.split.flatMap({ table[$0.column] }) {
            splits = divide(table, by: column, path: path, sha256: sha256)
        } else {
            splits = [MeasureInput.Split(name: "data", path: path, sha256: sha256, table: table)]
        }
        let found = roles.detected(in: splits.map(\.table))
        return MeasureInput(
            splits: splits, votes: votes(in: table, label: roles.label?.column), roles: found,
            reference: try self.reference(reference, found, columns: splits[0].columnNames))
    }

    /// A file a split.
    public static func load(
        _ files: [(split: String, path: String)], roles: ColumnRoles, reference: String? = nil
    ) throws(MeasureError) -> MeasureInput {
        var splits: [MeasureInput.Split] = []
        for file in files {
            let table = try read(file.path)
            try roles.check(table, path: file.path)
            splits.append(
                MeasureInput.Split(
                    name: file.split, path: file.path, sha256: try digest(file.path), table: table))
        }
        let found = roles.detected(in: splits.map(\.table))
        return MeasureInput(
            splits: splits, roles: found,
            reference: try self.reference(reference, found, columns: splits[0].columnNames))
    }

    private static func reference(
        _ path: String?, _ roles: ColumnRoles, columns: [String]
    ) throws(MeasureError) -> MeasureInput.Split? {
        guard let path else { return nil }
        let table = try read(path)
        if let text = roles.text, text.choice == .given {
            try ColumnRoles(text: text).check(table, path: path)
        }
        guard table.columns.contains(where: { columns.contains($0.name) }) else {
            throw MeasureError(
                "unknown_column", path,
                "the reference has no column of the data; its columns are: "
                    + table.columns.map(\.name).joined(separator: ", "))
        }
        return MeasureInput.Split(name: "reference", path: path, sha256: try digest(path), table: table)
    }

    static func read(_ path: String) throws(MeasureError) -> Table {
        let table: Table
        do {
            table = try TableReader.read(path)
        } catch {
            throw MeasureError(error.code.rawValue, error.path, error.message)
        }
        guard table.rowCount > 0 else {
            throw MeasureError("empty", path, "there are no rows in it; check where it comes from")
        }
        guard table.rowCount < Int(Int32.max) else {
            throw MeasureError("too_large", path, "there are more than 2,147,483,646 rows in it; measure it in parts")
        }
        return table
    }

    private static func digest(_ path: String) throws(MeasureError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw MeasureError("unreadable", path, "cannot be read; check its permissions")
        }
        var hash = SHA256()
        do {
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
        } catch {
            throw MeasureError("unreadable", path, "cannot be read to its end: \(error)")
        }
        return hash.finalize().hexadecimal
    }

    private static func divide(
        _ table: Table, by column: Column, path: String, sha256: String
    ) -> [MeasureInput.Split] {
        var rows: [String: [Int]] = [:]
        for row in 0..<table.rowCount { rows[column.text(row) ?? "none", default: []].append(row) }
        let order = ["train", "training", "validation", "valid", "val", "dev", "test", "eval"]
        let names = rows.keys.map { (place: order.firstIndex(of: $0.lowercased()) ?? order.count, name: $0) }
            .sorted { ($0.place, $0.name) < ($1.place, $1.name) }
        return names.map { entry in
            let own = rows[entry.name]!
            return MeasureInput.Split(
                name: entry.name, path: path, sha256: sha256, table: Table(columns: table.columns.map { $0.rows(own) }),
                fileRows: own)
        }
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
