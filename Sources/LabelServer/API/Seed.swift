/// A seed as it is asked for: 0 to 2⁶³ − 1, which every reader of JSON integers and both databases hold.
struct Seed: Decodable, Sendable {
    let value: UInt64

    init(_ value: UInt64) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = UInt64(exactly: try container.decode(Int64.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "A seed is 0 or more.")
        }
        self.value = value
    }
}
