/// JSONL read a line at a time: the keys of the objects are the columns, in the order of their first appearance.
struct JSONLinesParser {
    private let path: String
    private var line = 0
    private(set) var rows = 0
    /// Rows that were taken already.
    private var taken = 0
    private var columns: [JSONColumnBuilder] = []
    private var positions: [String: Int] = [:]

    /// - Parameter isStart: whether the first line given is that of the file.
    init(path: String, isStart: Bool = true) {
        self.path = path
        line = isStart ? 0 : 1
    }

    mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>) throws(TableError) {
        line += 1
        var cursor = JSONCursor(bytes)
        if line == 1 {
            if let objection = TextStart.objection(to: bytes) { throw TableError(.encoding, path, objection) }
            if bytes.starts(with: TextStart.byteOrderMark) { cursor.position = TextStart.byteOrderMark.count }
        }
        cursor.skipSpace()
        if cursor.isAtEnd { return }
        do {
            try readRow(&cursor)
        } catch {
            throw TableError(
                error.isEncoding ? .encoding : .malformed, path,
                "line \(line) (row \(rows + 1)), byte \(cursor.position + 1): \(error.problem)", row: rows + 1)
        }
        rows += 1
    }

    mutating func finish() throws(TableError) -> Table {
        guard rows > 0 else { throw TableError(.empty, path, "there is no row; write one JSON object a line") }
        return takeRows()
    }

    /// Whether a column of the rows that were not taken is spelled otherwise than its values alone would be.
    var hasSpelledFractions: Bool { columns.contains { $0.hasSpelledFractions } }

    /// The rows that were not taken before, with the keys that occur in them.
    mutating func takeRows() -> Table {
        let table = Table(columns: columns.map { $0.finish() })
        columns = []
        positions = [:]
        taken = rows
        return table
    }

    private mutating func readRow(_ cursor: inout JSONCursor) throws(JSONProblem) {
        guard cursor.peek == UInt8(ascii: "{") else {
            throw JSONProblem(
                cursor.peek == UInt8(ascii: "[") && rows == 0
                    ? "this is a JSON array; write one object a line (jq -c '.[]' does)"
                    : "this is not a JSON object; write one object a line")
        }
        var expected = 0
        try cursor.forEachMember { (cursor, key) throws(JSONProblem) in
            let index = position(of: key, expected: expected)
            guard columns[index].count <= rows - taken else {
                throw JSONProblem("the key '\(columns[index].name)' occurs twice; keep one")
            }
            columns[index].fill(to: rows - taken)
            try columns[index].read(&cursor)
            expected = index + 1
        }
        cursor.skipSpace()
        guard cursor.isAtEnd else { throw JSONProblem("more text follows the object; write one object a line") }
        for index in columns.indices { columns[index].fill(to: rows - taken + 1) }
    }

    /// - Parameter expected: where the key is if the object has the keys of the one before, in their order.
    private mutating func position(of key: [UInt8], expected: Int) -> Int {
        if expected < columns.count, columns[expected].key == key { return expected }
        let name = String(decoding: key, as: UTF8.self)
        if let known = positions[name] { return known }
        positions[name] = columns.count
        columns.append(JSONColumnBuilder(key: key))
        return columns.count - 1
    }
}
