/// A growing column of text; an empty cell may be null.
struct TextColumnBuilder {
    /// Of all cells, and of the one being written.
    var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    private var validity: [Bool] = []
    private var hasNull = false

    /// Whether the cell being written is UTF-8.
    var openCellIsUTF8: Bool { isUTF8(bytes.span.extracting(offsets[offsets.count - 1]..<bytes.count)) }

    var lastIsEmpty: Bool { offsets.count > 1 && offsets[offsets.count - 1] == offsets[offsets.count - 2] }

    /// Puts back the quotes around what was read of the open cell.
    mutating func quoteOpenCell() {
        bytes.insert(.quote, at: offsets[offsets.count - 1])
        bytes.append(.quote)
    }

    /// - Parameter isNull: whether the cell is null if it is empty.
    mutating func endCell(isNull: Bool) {
        let isNull = isNull && bytes.count == offsets[offsets.count - 1]
        offsets.append(bytes.count)
        validity.append(!isNull)
        if isNull { hasNull = true }
    }

    /// Takes back the last cell, which is empty.
    mutating func removeLast() {
        offsets.removeLast()
        validity.removeLast()
    }

    /// Hands over the first cells; those after them stay, and so does what there is of an open one.
    mutating func take(_ rows: Int, name: String) -> Column {
        let end = offsets[rows]
        if rows == validity.count, end == bytes.count { return takeAll(name: name) }
        let cells = UTF8Column(bytes: Array(bytes[..<end]), offsets: Array(offsets[...rows]))
        let valid = hasNull ? Array(validity[..<rows]) : []
        bytes.removeSubrange(..<end)
        offsets = offsets[rows...].map { $0 - end }
        validity.removeSubrange(..<rows)
        hasNull = validity.contains(false)
        return Column(name: name, storage: .utf8(cells), validity: valid.contains(false) ? valid : [])
    }

    /// The same where nothing stays: then nothing is copied.
    private mutating func takeAll(name: String) -> Column {
        let whole = self
        self = TextColumnBuilder()
        return Column(
            name: name, storage: .utf8(UTF8Column(bytes: whole.bytes, offsets: whole.offsets)),
            validity: whole.hasNull ? whole.validity : [])
    }
}
