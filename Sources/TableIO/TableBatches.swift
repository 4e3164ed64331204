/// A table read some rows at a time, in memory that does not grow with the file.
///
/// Cells are as `TableReader.read` gives them, but that the type of a JSONL column, and which columns there are, goes by
/// the rows of a batch.
public final class TableBatches {
    private let path: String
    private let source: any BatchSource

    /// - Parameter format: nil to go by the file's extension.
    public init(_ path: String, format: TableFormat? = nil) throws(TableError) {
        self.path = path
        let format = if let format { format } else { try TableFormat(path: path) }
        switch format {
        case .csv, .tsv: source = try DelimitedBatches(path, delimiter: format == .csv ? nil : .tab)
        case .jsonl: source = try JSONLinesBatches(path)
        case .parquet, .arrow: source = try ArrowBatches(path, isParquet: format == .parquet)
        }
    }

    /// The next rows, about as many as a mebibyte of text holds; nil after the last.
    public func next() throws(TableError) -> Table? {
        while let table = try source.next() {
            guard table.rowCount > 0 else { continue }
            try table.checkNames(in: path)
            return table
        }
        return nil
    }
}

private protocol BatchSource {
    /// nil after the last; a table without rows says nothing about those after it.
    func next() throws(TableError) -> Table?
}

private final class DelimitedBatches: BatchSource {
    private let file: InputFile
    private var parser: DelimitedParser
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: InputFile.chunkLength, alignment: 16)
    private var isAtEnd = false

    init(_ path: String, delimiter: UInt8?) throws(TableError) {
        file = try InputFile(path)
        parser = DelimitedParser(path: path, delimiter: delimiter)
    }

    deinit { buffer.deallocate() }

    func next() throws(TableError) -> Table? {
        guard !isAtEnd else { return nil }
        let count = try file.read(into: buffer)
        isAtEnd = count == 0
        if isAtEnd { return try parser.finish() }
        try parser.consume(UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]))
        return parser.takeRows()
    }
}

private final class JSONLinesBatches: BatchSource {
    private var lines: LineReader
    private var parser: JSONLinesParser
    private var isAtEnd = false

    init(_ path: String) throws(TableError) {
        lines = LineReader(try InputFile(path))
        parser = JSONLinesParser(path: path)
    }

    func next() throws(TableError) -> Table? {
        guard !isAtEnd else { return nil }
        // A copy kept beside the one that grows would be copied on each line.
        var parser = parser
        self.parser = JSONLinesParser(path: "")
        defer { self.parser = parser }
        isAtEnd = try !lines.forEachOfNext { (line) throws(TableError) in try parser.consume(line) }
        return isAtEnd ? try parser.finish() : parser.takeRows()
    }
}

private final class ArrowBatches: BatchSource {
    private var reader: BatchReader

    init(_ path: String, isParquet: Bool) throws(TableError) {
        try InputFile.check(path)
        reader = try BatchReader(path, isParquet: isParquet)
    }

    func next() throws(TableError) -> Table? { try reader.next() }
}
