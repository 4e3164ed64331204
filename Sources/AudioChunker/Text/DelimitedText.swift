/// Reads CSV and its kin (RFC 4180) and gives the cells of one column with the places they stand at.
///
/// TableIO reads the same files for what is in them. It is no use here: its parser, Arrow's, doesn't say at which byte of
/// the file a cell's characters stand, and passages are known by that.
struct DelimitedText {
    private let text: OffsetText
    private let name: String
    private let separator: UInt8
    private var index = 0
    private var row = 0

    /// - Parameter separator: nil for the one of `,`, `;`, tab and `|` that the header has most of.
    init(_ text: OffsetText, separator: UInt8?, name: String) {
        self.text = text
        self.name = name
        self.separator = separator ?? Self.separator(in: text.bytes)
    }

    /// The column's cells, from the first row after the header on.
    ///
    /// - Returns: the cells, and how many rows lack one.
    mutating func cells(of column: String) throws(ChunkingError) -> (
        cells: [(row: Int, text: OffsetText)], missing: Int
    ) {
        guard let header = try nextRow() else { return ([], 0) }
        let names = header.map { $0.string(0..<$0.bytes.count) }
        guard let place = names.firstIndex(of: column) else {
            throw ChunkingError(
                .invalidSettings, path: name, "it has no column \(column); it has \(names.joined(separator: ", "))",
                remedy: "name the one that holds the text with --column")
        }
        var cells: [(row: Int, text: OffsetText)] = []
        var missing = 0
        while let next = try nextRow() {
            row += 1
            if next.indices.contains(place) { cells.append((row, next[place])) } else { missing += 1 }
        }
        return (cells, missing)
    }

    /// The next row that is not blank.
    private mutating func nextRow() throws(ChunkingError) -> [OffsetText]? {
        let bytes = text.bytes
        while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
        guard index < bytes.count else { return nil }
        var cells: [OffsetText] = []
        while true {
            cells.append(try nextCell())
            guard index < bytes.count, bytes[index] == separator else { break }
            index += 1
        }
        return cells
    }

    private mutating func nextCell() throws(ChunkingError) -> OffsetText {
        let bytes = text.bytes
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            let start = index
            while index < bytes.count, !endsCell(bytes[index]) { index += 1 }
            return text[start..<index]
        }
        let open = index
        index += 1
        var cell = OffsetTextBuilder(text)
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "\"") {
                cell.append(bytes[index], at: index)
                index += 1
            } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
                cell.append(bytes[index], at: index)
                index += 2
            } else {
                let end = index
                index += 1
                guard index == bytes.count || endsCell(bytes[index]) else {
                    throw malformed("after the quoted cell that opens at byte \(text.original(open)) more text follows")
                }
                return cell.text(end: end)
            }
        }
        throw malformed("the quoted cell that opens at byte \(text.original(open)) never ends")
    }

    private func endsCell(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

    private func malformed(_ problem: String) -> ChunkingError {
        ChunkingError(.notText, path: name, problem, remedy: "write it as RFC 4180 says, or give plain text")
    }

    private static func separator(in bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == 0x0A, !isQuoted { break }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let known = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
        // The first of those that are equally many.
        let most = known.map { counts[$0] ?? 0 }.max() ?? 0
        return known.first { (counts[$0] ?? 0) == most } ?? known[0]
    }
}
