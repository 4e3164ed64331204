internal import TableIO

/// The cells of a column that is no text as words: equal words, equal texts.
enum CellWords: Sendable {
    case int64([Int64])
    case float64([Double])
    case bool([Bool])

    /// nil where a column is text, or columns differ in their types: then only texts can be compared.
    static func common(_ columns: [Column]) -> [CellWords]? {
        var words: [CellWords] = []
        for column in columns {
            switch (column.storage, words.first) {
            case (.int64(let values), nil), (.int64(let values), .int64): words.append(.int64(values))
            case (.float64(let values), nil), (.float64(let values), .float64): words.append(.float64(values))
            case (.bool(let values), nil), (.bool(let values), .bool): words.append(.bool(values))
            default: return nil
            }
        }
        return words
    }

    /// Both zeros are spelled differently, all not-a-numbers are one.
    @inline(__always)
    static func word(_ value: Double) -> UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }
}
