/// Any JSON value, for documents that are changed rather than read.
enum JSONValue: Codable, Equatable, Sendable {
    case null
    case flag(Bool)
    case whole(Int64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .whole(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let value): try container.encode(value)
        case .whole(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// nil unless it is an object.
    var members: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The value after a JSON Merge Patch (RFC 7396): objects are merged, `null` takes a member away, anything else
    /// replaces what was there.
    func merged(with patch: JSONValue) -> JSONValue {
        guard let changes = patch.members else { return patch }
        var members = members ?? [:]
        for (name, change) in changes {
            members[name] = change == .null ? nil : (members[name] ?? .null).merged(with: change)
        }
        return .object(members)
    }

    /// The first member of a patch, by its path, that this object does not have; objects in objects are looked at too.
    func unknownMember(of patch: JSONValue, under path: String = "") -> String? {
        guard let known = members, let changes = patch.members else { return nil }
        for (name, change) in changes.sorted(by: { $0.key < $1.key }) {
            guard let own = known[name] else { return path + name }
            if let unknown = own.unknownMember(of: change, under: "\(path)\(name).") { return unknown }
        }
        return nil
    }
}
