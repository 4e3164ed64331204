/// The values of one key, kept in the narrowest type that holds them all: boolean, whole number, number, text.
///
/// Values of several kinds, nested ones and whole numbers beyond `Int64` make a column of JSON text.
struct JSONColumnBuilder {
    private enum Values {
        /// Nulls only, so far.
        case none
        case bool([Bool])
        case int64([Int64])
        case float64([Double])
        case utf8(bytes: [UInt8], offsets: [Int])
    }

    let key: [UInt8]
    private var values = Values.none
    private var validity: [Bool] = []
    private var hasNull = false

    init(key: [UInt8]) {
        self.key = key
    }

    var name: String { String(decoding: key, as: UTF8.self) }
    var count: Int { validity.count }

    /// Adds nulls until there are `rows` rows.
    mutating func fill(to rows: Int) {
        while validity.count < rows { appendNull() }
    }

    /// Adds the value at the cursor.
    mutating func read(_ cursor: inout JSONCursor) throws(JSONProblem) {
        let start = cursor.position
        switch cursor.peek {
        case .quote:
            try readText(&cursor)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try cursor.skipValue()
            append(text: cursor.slice(from: start))
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            if let value = try cursor.readWord() { append(value) } else { appendNull() }
        default:
            switch try cursor.readNumber() {
            case .int(let value): append(value)
            case .double(let value): append(value)
            case .large: append(text: cursor.slice(from: start))
            }
        }
    }

    consuming func finish() -> Column {
        let validity = hasNull ? validity : []
        let storage: Column.Storage =
            switch values {
            case .none: .utf8(UTF8Column(bytes: [], offsets: Array(repeating: 0, count: count + 1)))
            case .bool(let values): .bool(values)
            case .int64(let values): .int64(values)
            case .float64(let values): .float64(values)
            case .utf8(let bytes, let offsets): .utf8(UTF8Column(bytes: bytes, offsets: offsets))
            }
        return Column(name: name, storage: storage, validity: validity)
    }
}

extension JSONColumnBuilder {
    private mutating func appendNull() {
        validity.append(false)
        hasNull = true
        switch take() {
        case .none: break
        case .bool(var values):
            values.append(false)
            self.values = .bool(values)
        case .int64(var values):
            values.append(0)
            self.values = .int64(values)
        case .float64(var values):
            values.append(0)
            self.values = .float64(values)
        case .utf8(let bytes, var offsets):
            offsets.append(bytes.count)
            self.values = .utf8(bytes: bytes, offsets: offsets)
        }
    }

    private mutating func append(_ value: Bool) {
        switch take() {
        case .none: values = .bool(Array(repeating: false, count: count) + [value])
        case .bool(var earlier):
            earlier.append(value)
            values = .bool(earlier)
        case let earlier:
            appendSpelled(value ? "true" : "false", after: earlier)
            return
        }
        validity.append(true)
    }

    private mutating func append(_ value: Int64) {
        switch take() {
        case .none: values = .int64(Array(repeating: 0, count: count) + [value])
        case .int64(var earlier):
            earlier.append(value)
            values = .int64(earlier)
        case .float64(var earlier):
            earlier.append(Double(value))
            values = .float64(earlier)
        case let earlier:
            appendSpelled(String(value), after: earlier)
            return
        }
        validity.append(true)
    }

    private mutating func append(_ value: Double) {
        switch take() {
        case .none: values = .float64(Array(repeating: 0, count: count) + [value])
        case .int64(let earlier): values = .float64(earlier.map(Double.init) + [value])
        case .float64(var earlier):
            earlier.append(value)
            values = .float64(earlier)
        case let earlier:
            appendSpelled(String(value), after: earlier)
            return
        }
        validity.append(true)
    }

    private mutating func readText(_ cursor: inout JSONCursor) throws(JSONProblem) {
        var (bytes, offsets) = spelled(take())
        try cursor.readString(into: &bytes)
        offsets.append(bytes.count)
        values = .utf8(bytes: bytes, offsets: offsets)
        validity.append(true)
    }

    private mutating func append(text: UnsafeBufferPointer<UInt8>) {
        var (bytes, offsets) = spelled(take())
        bytes.append(contentsOf: text)
        offsets.append(bytes.count)
        values = .utf8(bytes: bytes, offsets: offsets)
        validity.append(true)
    }

    private mutating func appendSpelled(_ value: String, after earlier: Values) {
        var (bytes, offsets) = spelled(earlier)
        bytes.append(contentsOf: value.utf8)
        offsets.append(bytes.count)
        values = .utf8(bytes: bytes, offsets: offsets)
        validity.append(true)
    }

    /// Moves the values out, so that they grow in place.
    private mutating func take() -> Values {
        let taken = values
        values = .none
        return taken
    }

    /// The values so far as text; nulls are empty.
    private func spelled(_ values: Values) -> (bytes: [UInt8], offsets: [Int]) {
        let spellings: [String]
        switch values {
        case .utf8(let bytes, let offsets): return (bytes, offsets)
        case .none: return ([], Array(repeating: 0, count: count + 1))
        case .bool(let values): spellings = values.map { $0 ? "true" : "false" }
        case .int64(let values): spellings = values.map { String($0) }
        case .float64(let values): spellings = values.map { String($0) }
        }
        var column = UTF8Column()
        for (row, spelling) in spellings.enumerated() { column.append(validity[row] ? spelling.utf8 : "".utf8) }
        return (column.bytes, column.offsets)
    }
}
