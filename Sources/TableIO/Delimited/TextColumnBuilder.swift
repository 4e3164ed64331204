/// A growing column of text; an empty cell may be null.
struct TextColumnBuilder {
    /// Of all cells, and of the one being written.
    var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    /// One element a cell from the first null on; empty before.
    private var validity: [Bool] = []

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
        if isNull, validity.isEmpty { validity = Array(repeating: true, count: offsets.count - 1) }
        offsets.append(bytes.count)
        if isNull || !validity.isEmpty { validity.append(!isNull) }
    }

    /// Takes back the last cell, which is empty.
    mutating func removeLast() {
        offsets.removeLast()
        if !validity.isEmpty { validity.removeLast() }
    }

    /// Hands over the first cells; those after them stay, and so does what there is of an open one.
    mutating func take(_ rows: Int, name: String) -> Column {
        let end = offsets[rows]
        if rows == offsets.count - 1, end == bytes.count { return takeAll(name: name) }
        let cells = UTF8Column(bytes: Array(bytes[..<end]), offsets: Array(offsets[...rows]))
        let valid = Array(validity.prefix(rows))
        bytes.removeSubrange(..<end)
        offsets = offsets[rows...].map { $0 - end }
        validity.removeFirst(valid.count)
        if !validity.contains(false) { validity = [] }
        return Column(name: name, storage: .utf8(cells), validity: valid.contains(false) ? valid : [])
    }

    /// The same where nothing stays: then nothing is copied.
    private mutating func takeAll(name: String) -> Column {
        let whole = self
        self = TextColumnBuilder()
        return Column(
            name: name, storage: .utf8(UTF8Column(bytes: whole.bytes, offsets: whole.offsets)),
            validity: whole.validity)
    }
}
