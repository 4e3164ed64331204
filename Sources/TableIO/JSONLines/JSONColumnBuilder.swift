/// The values of one key, kept in the narrowest type that holds them all: boolean, whole number, number, text.
///
/// Values of several kinds, nested ones and whole numbers beyond `Int64` make a column of JSON text.
struct JSONColumnBuilder {
    private enum Kind { case none, bool, int64, float64, utf8 }

    let key: [UInt8]
    /// Which of the arrays below holds the values; `none` while there are only nulls. Each array grows in place, which
    /// the payload of an enumeration would not.
    private var kind = Kind.none
    private var bools: [Bool] = []
    private var integers: [Int64] = []
    private var reals: [Double] = []
    private var bytes: [UInt8] = []
    private var offsets = [0]
    private var validity: [Bool] = []
    private var hasNull = false
    /// Whether numbers with a fraction became text: whole ones among them have got a fraction too.
    private(set) var hasSpelledFractions = false

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
            become(.utf8)
            try cursor.readString(into: &bytes)
            finishText()
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
        let storage: Column.Storage =
            switch kind {
            case .none: .utf8(UTF8Column(bytes: [], offsets: Array(repeating: 0, count: count + 1)))
            case .bool: .bool(bools)
            case .int64: .int64(integers)
            case .float64: .float64(reals)
            case .utf8: .utf8(UTF8Column(bytes: bytes, offsets: offsets))
            }
        return Column(name: name, storage: storage, validity: hasNull ? validity : [])
    }
}

extension JSONColumnBuilder {
    private mutating func appendNull() {
        validity.append(false)
        hasNull = true
        switch kind {
        case .none: break
        case .bool: bools.append(false)
        case .int64: integers.append(0)
        case .float64: reals.append(0)
        case .utf8: offsets.append(bytes.count)
        }
    }

    private mutating func append(_ value: Bool) {
        if kind == .none { become(.bool) }
        guard kind == .bool else { return appendSpelled(value ? "true" : "false") }
        bools.append(value)
        validity.append(true)
    }

    private mutating func append(_ value: Int64) {
        if kind == .none { become(.int64) }
        switch kind {
        case .int64: integers.append(value)
        case .float64: reals.append(Double(value))
        default: return appendSpelled(String(value))
        }
        validity.append(true)
    }

    private mutating func append(_ value: Double) {
        if kind == .none || kind == .int64 { become(.float64) }
        guard kind == .float64 else { return appendSpelled(String(value)) }
        reals.append(value)
        validity.append(true)
    }

    private mutating func append(text: UnsafeBufferPointer<UInt8>) {
        become(.utf8)
        bytes.append(contentsOf: text)
        finishText()
    }

    private mutating func appendSpelled(_ value: String) {
        become(.utf8)
        bytes.append(contentsOf: value.utf8)
        finishText()
    }

    private mutating func finishText() {
        offsets.append(bytes.count)
        validity.append(true)
    }

    /// Turns the values so far into a wider kind; nulls are false, zero or empty.
    private mutating func become(_ wider: Kind) {
        guard kind != wider else { return }
        switch wider {
        case .none: break
        case .bool: bools = Array(repeating: false, count: count)
        case .int64: integers = Array(repeating: 0, count: count)
        case .float64: reals = kind == .int64 ? integers.map(Double.init) : Array(repeating: 0, count: count)
        case .utf8: spell()
        }
        if wider == .utf8 { (bools, reals) = ([], []) }
        if wider != .int64 { integers = [] }
        kind = wider
    }

    private mutating func spell() {
        if kind == .float64 { hasSpelledFractions = true }
        offsets.reserveCapacity(count + 1)
        for row in 0..<count {
            if validity[row] {
                switch kind {
                case .bool: bytes.append(contentsOf: (bools[row] ? "true" : "false").utf8)
                case .int64: bytes.append(contentsOf: String(integers[row]).utf8)
                case .float64: bytes.append(contentsOf: String(reals[row]).utf8)
                case .none, .utf8: break
                }
            }
            offsets.append(bytes.count)
        }
    }
}
