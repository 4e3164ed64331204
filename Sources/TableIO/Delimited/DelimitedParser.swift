/// CSV and TSV (RFC 4180) read a chunk at a time, each cell copied once.
///
/// A TSV field that goes on after its closing quote is taken as it stands, quotes and all. Rows end with LF, CRLF or CR.
/// Blank lines between rows are skipped, but are rows of a table with one column.
struct DelimitedParser {
    private enum State {
        case fieldStart
        case unquoted
        case quoted
        /// After a quote inside a quoted field: its end, or the first of two that stand for one.
        case quoteInQuoted
    }

    private let path: String
    private var delimiter: UInt8
    private let findsDelimiter: Bool
    private var state = State.fieldStart
    private var started = false
    private var skipsLineFeed = false
    /// The line being read, and the one on which the row or the quoted field began.
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1

    private var names: [String]?
    private var columns: [TextColumnBuilder] = []
    private var rows = 0
    /// Rows that were taken already.
    private var taken = 0
    /// Of the field being read.
    private var field = 0
    private var isQuoted = false
    private var bits: UInt8 = 0

    /// - Parameter delimiter: nil for the one the header shows (`CSVDelimiter`).
    init(path: String, delimiter: UInt8?) {
        self.path = path
        self.delimiter = delimiter ?? .comma
        findsDelimiter = delimiter == nil
    }

    mutating func consume(_ chunk: UnsafeBufferPointer<UInt8>) throws(TableError) {
        var position = 0
        if !started {
            started = true
            if let objection = TextStart.objection(to: chunk) { throw TableError(.encoding, path, objection) }
            if findsDelimiter { delimiter = CSVDelimiter.find(in: chunk) }
            if chunk.starts(with: TextStart.byteOrderMark) { position = TextStart.byteOrderMark.count }
        }
        while position < chunk.count {
            let byte = chunk[position]
            switch state {
            case .fieldStart:
                if skipsLineFeed {
                    skipsLineFeed = false
                    if byte == .lineFeed {
                        position += 1
                        continue
                    }
                }
                startField()
                if byte == .quote {
                    isQuoted = true
                    quoteLine = line
                    position += 1
                    state = .quoted
                } else {
                    state = .unquoted
                }
            case .unquoted:
                let end = endOfUnquoted(chunk, from: position)
                append(chunk, position..<end)
                position = end
                if position < chunk.count {
                    try endField(at: chunk[position])
                    position += 1
                }
            case .quoted:
                let end = endOfQuoted(chunk, from: position)
                append(chunk, position..<end)
                position = end
                if position < chunk.count {
                    position += 1
                    state = .quoteInQuoted
                }
            case .quoteInQuoted:
                if byte == .quote {
                    append(chunk, position..<position + 1)
                    state = .quoted
                } else if byte == delimiter || byte == .lineFeed || byte == .carriageReturn {
                    try endField(at: byte)
                } else if delimiter == .tab {
                    // Tab-separated text is often written without quoting.
                    if field < columns.count { columns[field].quoteOpenCell() }
                    state = .unquoted
                    continue
                } else {
                    throw error(.malformed, "text follows the closing quote; write a quote inside a field as two")
                }
                position += 1
            }
        }
    }

    /// The table, after the last chunk.
    mutating func finish() throws(TableError) -> Table {
        switch state {
        case .quoted:
            throw error(.malformed, "the quote opened on line \(quoteLine) is never closed; close it")
        case .fieldStart where field == 0:
            break
        case .fieldStart:
            startField()
            try endField(at: .lineFeed)
        case .unquoted, .quoteInQuoted:
            try endField(at: .lineFeed)
        }
        guard names != nil else {
            throw TableError(.empty, path, "there is no header; the first row names the columns")
        }
        return takeRows()
    }

    /// The rows that are whole and were not taken before; none before the header is read.
    mutating func takeRows() -> Table {
        let count = rows - taken
        taken = rows
        var whole: [Column] = []
        for (index, name) in (names ?? []).enumerated() { whole.append(columns[index].take(count, name: name)) }
        return Table(columns: whole)
    }

    // MARK: - Fields

    private mutating func startField() {
        if names == nil { columns.append(TextColumnBuilder()) }
        isQuoted = false
        bits = 0
    }

    private mutating func append(_ chunk: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        // A field too many is only counted.
        if field < columns.count {
            columns[field].bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[range]))
        }
    }

    private mutating func endOfUnquoted(_ chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        var bits = bits
        while position < chunk.count {
            let byte = chunk[position]
            if byte == delimiter || byte == .lineFeed || byte == .carriageReturn { break }
            bits |= byte
            position += 1
        }
        self.bits = bits
        return position
    }

    private mutating func endOfQuoted(_ chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        var bits = bits
        while position < chunk.count {
            let byte = chunk[position]
            if byte == .quote { break }
            if byte == .lineFeed { line += 1 }
            bits |= byte
            position += 1
        }
        self.bits = bits
        return position
    }

    /// Ends the field, and at a line's end the row.
    private mutating func endField(at byte: UInt8) throws(TableError) {
        if field < columns.count {
            if bits >= 0x80, !columns[field].openCellIsUTF8 {
                let name = names.map { " '\($0[field])'" } ?? ""
                throw error(.encoding, "column \(field + 1)\(name) is not UTF-8; save the file as UTF-8")
            }
            columns[field].endCell(isNull: !isQuoted)
        }
        field += 1
        state = .fieldStart
        if byte == delimiter { return }
        try endRow()
        line += 1
        rowLine = line
        skipsLineFeed = byte == .carriageReturn
    }

    // MARK: - Rows

    private mutating func endRow() throws(TableError) {
        defer { field = 0 }
        let isBlank = field == 1 && !isQuoted && columns[0].lastIsEmpty
        guard let names else {
            if isBlank {
                columns = []
            } else {
                nameColumns()
            }
            return
        }
        if isBlank, names.count > 1 {
            columns[0].removeLast()
            return
        }
        guard field == names.count else {
            throw error(
                .ragged,
                "\(field) field\(field == 1 ? "" : "s") where the header has \(names.count); "
                    + "quote fields that hold the separator, or fill in what is missing")
        }
        rows += 1
    }

    /// Makes names of the first row; columns without one are named by their position.
    private mutating func nameColumns() {
        names = columns.enumerated().map { index, column in
            column.lastIsEmpty ? "column_\(index + 1)" : String(decoding: column.bytes, as: UTF8.self)
        }
        columns = columns.map { _ in TextColumnBuilder() }
    }

    private func error(_ code: TableError.Code, _ problem: String) -> TableError {
        names == nil
            ? TableError(code, path, "line \(rowLine) (header): \(problem)")
            : TableError(code, path, "line \(rowLine) (row \(rows + 1)): \(problem)", row: rows + 1)
    }
}
