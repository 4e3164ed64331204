internal import DurableFiles
internal import Foundation
internal import TableIO

extension CleanPlan {
    /// Writes the splits and `changes.csv`, the list of what was dropped or moved and why, into a folder that appears whole
    /// or not at all.
    ///
    /// Files are CSV where the data came as CSV or TSV, else Parquet. Types and metadata of Parquet and Arrow files are kept
    /// where those of all rows of a split are the same. Recordings stay where they are: paths to them count from the new
    /// folder.
    ///
    /// - Parameter folder: not there yet, or empty.
    public func write(_ input: MeasureInput, to folder: String) throws(MeasureError) {
        if let name = splits.first(where: { !SplitName.isFileName($0) }) {
            throw MeasureError("bad_split", folder, "no file can be called after split '\(name)'; rename it")
        }
        do {
            let staged = try StagedFolder(for: folder)
            let located = input.locatingRecordings(from: staged.place)
            for (place, name) in splits.enumerated() {
                if let sources = try sources(input, place) {
                    try RowCopy.write(sources, to: "\(staged.path)/\(name).parquet")
                } else {
                    try write(table(located, place), to: "\(staged.path)/\(name)", isText: Self.isText(input))
                }
            }
            try CSVFile.write(changeTable(input), to: "\(staged.path)/changes.csv")
            try staged.publish()
        } catch let error as FileError {
            throw MeasureError("unwritable", error.path, "\(error.problem); \(error.remedy)")
        } catch let error as TableError {
            throw MeasureError(error.code.rawValue, error.path, error.message)
        } catch let error as MeasureError {
            throw error
        } catch {
            throw MeasureError("unwritable", folder, "cannot be written: \(error)")
        }
    }

    private static func isText(_ input: MeasureInput) -> Bool {
        input.splits.allSatisfy { split in
            let paths = split.files.isEmpty ? [split.path ?? ""] : split.files.map(\.path)
            return paths.allSatisfy { path in
                [".csv", ".tsv", ".tab"].contains { path.lowercased().hasSuffix($0) }
            }
        }
    }

    /// The rows of a split in the files they come from; nil where they cannot be copied as they are.
    private func sources(_ input: MeasureInput, _ place: Int) throws(TableError) -> [RowCopy.Source]? {
        guard !input.haveNamedRecordings else { return nil }
        var sources: [RowCopy.Source] = []
        for split in contributors(input, place) {
            let part = input.splits[split]
            let files = part.files.count > 1 ? part.files.map(\.path) : [part.path].compactMap { $0 }
            guard !files.isEmpty else { return nil }
            var rows: [String: [Int]] = [:]
            for row in self.rows[place] where row.split == split {
                rows[part.file(row.row) ?? files[0], default: []].append(part.fileRow(row.row))
            }
            sources += files.map { RowCopy.Source(path: $0, rows: rows[$0] ?? []) }
        }
        return try RowCopy.areAlike(sources.map(\.path)) ? sources : nil
    }

    /// The split itself, whose columns it keeps, and those that rows come from.
    private func contributors(_ input: MeasureInput, _ place: Int) -> [Int] {
        let from = Set(rows[place].map(\.split))
        guard input.splits.count > 1 else { return [0] }
        return [place] + input.splits.indices.filter { $0 != place && from.contains($0) }
    }

    private func write(_ table: Table, to path: String, isText: Bool) throws {
        if isText { return try CSVFile.write(table, to: path + ".csv") }
        let writer = try ParquetWriter(
            path: path + ".parquet", schema: table.columns.map { ParquetField(name: $0.name, type: $0.fieldType) },
            metadata: [:])
        try writer.write(table)
        try writer.close()
    }

    /// The rows of a split as one table, with the split's own columns and those of the splits that rows come from; a cell
    /// of a column that a row's split lacks is null.
    private func table(_ input: MeasureInput, _ place: Int) -> Table {
        let runs = input.splits.indices.map { split in rows[place].filter { $0.split == split }.map(\.row) }
        var known: Set<String> = []
        let names = contributors(input, place).flatMap { input.splits[$0].columnNames }
            .filter { known.insert($0).inserted }
        return Table(
            columns: names.map { name in
                Column.joined(
                    input.splits.indices.map { split in
                        input.splits[split].table[name]?.rows(runs[split])
                            ?? Column(nulls: runs[split].count, name: name)
                    })
            })
    }

    private func changeTable(_ input: MeasureInput) -> Table {
        func column(_ name: String, _ cell: (Change) -> String?) -> Column {
            let cells = changes.map(cell)
            return Column(
                name: name, storage: .utf8(UTF8Column(cells.map { $0 ?? "" })), validity: cells.map { $0 != nil })
        }
        let haveFiles = input.splits.contains { $0.files.count > 1 }
        let files = haveFiles ? [column("file") { input.splits[$0.split].file($0.row) }] : []
        let keptFiles =
            haveFiles
            ? [column("kept_file") { change in change.kept.flatMap { input.splits[$0.split].file($0.row) } }] : []
        return Table(
            columns: [
                column("split") { input.splits[$0.split].name },
                column("row") { "\(input.splits[$0.split].fileRow($0.row))" },
                column("change") { $0.to == nil ? "dropped" : "moved" }, column("to") { $0.to.map { splits[$0] } },
                column("reason") { $0.reason.rawValue },
                column("kept_split") { $0.kept.map { input.splits[$0.split].name } },
                column("kept_row") { $0.kept.map { "\(input.splits[$0.split].fileRow($0.row))" } },
            ] + files + keptFiles)
    }
}

extension Column {
    fileprivate var fieldType: ParquetField.FieldType {
        switch storage {
        case .utf8: .utf8
        case .binary: .binary
        case .int64: .int64
        case .float64: .float64
        case .bool: .bool
        }
    }
}

/// A table as CSV (RFC 4180): nulls are empty, empty texts are `""`.
private enum CSVFile {
    static func write(_ table: Table, to path: String) throws {
        var bytes: [UInt8] = []
        appendRow(table.columns.map { Array($0.name.utf8) }, &bytes)
        let texts = table.columns.map { $0.asText() }
        for row in 0..<table.rowCount {
            appendRow(
                table.columns.indices.map { column in
                    table.columns[column].isNull(row) ? nil : Array(texts[column].bytes[texts[column].range(row)])
                }, &bytes)
        }
        try Data(bytes).write(to: URL(filePath: path))
    }

    private static func appendRow(_ cells: [[UInt8]?], _ bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            guard let cell else { continue }
            guard cell.isEmpty || cell.contains(where: { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }) else {
                bytes += cell
                continue
            }
            bytes.append(0x22)
            for byte in cell {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        }
        bytes.append(0x0A)
    }
}
