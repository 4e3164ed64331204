/// Reads the fields of a protobuf message one after another; every length is checked against what is there.
struct ProtobufFields {
    enum Value {
        case number(UInt64)
        /// A nested message, text or packed values.
        case bytes(ArraySlice<UInt8>)
        /// Four or eight bytes of a fixed length.
        case fixed(ArraySlice<UInt8>)
    }

    struct Malformed: Error {}

    private let message: ArraySlice<UInt8>
    private var position: Int

    init(_ message: ArraySlice<UInt8>) {
        self.message = message
        position = message.startIndex
    }

    /// The next field and its number, or nil at the end.
    mutating func next() throws(Malformed) -> (field: UInt64, value: Value)? {
        guard position < message.endIndex else { return nil }
        let key = try number()
        switch key & 7 {
        case 0: return (key >> 3, .number(try number()))
        case 1: return (key >> 3, .fixed(try take(8)))
        case 2: return (key >> 3, .bytes(try take(try number())))
        case 5: return (key >> 3, .fixed(try take(4)))
        default: throw Malformed()
        }
    }

    /// A number of seven bits a byte, the lowest first.
    mutating func number() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard position < message.endIndex else { throw Malformed() }
            let byte = message[position]
            position += 1
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return value }
        }
        throw Malformed()
    }

    private mutating func take(_ count: UInt64) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= UInt64(message.endIndex - position) else { throw Malformed() }
        defer { position += Int(count) }
        return message[position..<position + Int(count)]
    }
}
