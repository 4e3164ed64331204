/// What separates the fields of a CSV file.
enum CSVDelimiter {
    /// A semicolon where the header has one and no comma, as spreadsheets write CSV in countries whose decimal mark is
    /// the comma; a comma else. What stands in quotes does not count.
    ///
    /// - Parameter start: the file's first bytes, with the whole header.
    static func find(in start: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var isQuoted = false
        var hasSemicolon = false
        var isBlank = true
        for byte in start {
            switch byte {
            case .quote: isQuoted.toggle()
            case .comma where !isQuoted: return .comma
            case .semicolon where !isQuoted: hasSemicolon = true
            case .lineFeed where !isQuoted, .carriageReturn where !isQuoted:
                if !isBlank { return hasSemicolon ? .semicolon : .comma }
                continue
            default: break
            }
            isBlank = false
        }
        return hasSemicolon ? .semicolon : .comma
    }
}
