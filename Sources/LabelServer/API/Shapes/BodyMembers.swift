import Foundation

/// Which members a JSON body may have: those of the call's description. A misspelt one would else be taken for one that is
/// absent.
enum BodyMembers {
    /// By call, an object with all there are. Merge patches are none of these: what they may change is what there is.
    private static let known: [Endpoint: JSONValue] = Shape.all.compactMapValues { shape in
        guard let body = shape.body, body.media == APIDecoder.json else { return nil }
        return Schema.members(of: body.schema)
    }

    /// - Throws: `Problem` (422) with a member that a body of the call does not have.
    static func check(_ body: Data, of endpoint: Endpoint) throws {
        guard let members = known[endpoint]?.members else { return }
        let decoder = JSONDecoder()
        decoder.userInfo[Stranger.known] = members
        // What is no object, or no JSON, is told when it is read.
        guard let name = try? decoder.decode(Stranger.self, from: body).path else { return }
        throw Problem.invalid(
            name, "There is no field \"\(name.prefix(100))\" to send here; docs/api.md has those there are.")
    }
}

/// The first member of an object, by its path, that is not known; objects in objects are looked at too.
private struct Stranger: Decodable {
    static let known = CodingUserInfoKey(rawValue: "known")!

    let path: String?

    init(from decoder: any Decoder) throws {
        let known = decoder.userInfo[Self.known] as? [String: JSONValue] ?? [:]
        path = Self.first(in: try decoder.container(keyedBy: Name.self), known, under: "")
    }

    private static func first(
        in object: KeyedDecodingContainer<Name>, _ known: [String: JSONValue], under path: String
    ) -> String? {
        for name in object.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            let place = path + name.stringValue
            guard let own = known[name.stringValue] else { return place }
            guard let members = own.members else { continue }
            guard let inner = try? object.nestedContainer(keyedBy: Name.self, forKey: name) else { continue }
            if let stranger = first(in: inner, members, under: place + ".") { return stranger }
        }
        return nil
    }

    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
