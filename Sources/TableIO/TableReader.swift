/// Reads whole files as tables.
public enum TableReader {
    /// Every column of the file, with its rows in the file's order.
    ///
    /// - CSV and TSV cells are text. An empty cell is null unless it is quoted. CSV whose header has semicolons and no
    ///   comma is separated by semicolons.
    /// - JSONL columns are numbers, booleans or text; a column with values of several kinds, and nested values, come as
    ///   their JSON text. A key that a row lacks is null.
    /// - Parquet and Arrow: numbers, booleans, text and binary keep their type; `struct<bytes, path>` comes as the
    ///   columns `NAME.bytes` and `NAME.path`, any other nested column as JSON, dates and decimals as text.
    ///
    /// - Parameters:
    ///   - format: nil to go by the file's extension.
    ///   - threads: that may read JSONL at once; the table is the same with any number.
    public static func read(
        _ path: String, format: TableFormat? = nil, threads: Int = 1
    ) throws(TableError) -> Table {
        let format = if let format { format } else { try TableFormat(path: path) }
        let table: Table
        switch format {
        case .csv, .tsv:
            var parser = DelimitedParser(path: path, delimiter: format == .csv ? nil : .tab)
            try InputFile(path).forEachChunk { (bytes) throws(TableError) in try parser.consume(bytes) }
            table = try parser.finish()
        case .jsonl:
            if let joined = try JSONLinesBlocks.read(path, threads: threads) {
                table = joined
            } else {
                var parser = JSONLinesParser(path: path)
                try InputFile(path).forEachLine { (line) throws(TableError) in try parser.consume(line) }
                table = try parser.finish()
            }
        case .parquet, .arrow:
            try InputFile.check(path)
            var reader = try BatchReader(path, isParquet: format == .parquet)
            table = try reader.readAll()
        }
        try table.checkNames(in: path)
        return table
    }
}

extension Table {
    /// Throws when two columns have one name.
    func checkNames(in path: String) throws(TableError) {
        var positions: [String: Int] = [:]
        for (index, column) in columns.enumerated() {
            if let first = positions.updateValue(index, forKey: column.name) {
                throw TableError(
                    .duplicateColumn, path,
                    "columns \(first + 1) and \(index + 1) are both named '\(column.name)'; rename one of them")
            }
        }
    }
}
