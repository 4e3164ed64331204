import JWTKit

/// A set of keys (RFC 7517) with those left out that prove nothing here: symmetric ones, ones for encryption, and kinds
/// that are not known.
struct ProviderKeys: Decodable, Sendable {
    let usable: [JWK]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        usable = try container.decode([Entry].self, forKey: .keys).compactMap(\.key)
    }

    private enum CodingKeys: String, CodingKey { case keys }

    private struct Entry: Decodable {
        /// nil for one that is not for signatures.
        let key: JWK?

        init(from decoder: any Decoder) throws {
            let use = try? decoder.container(keyedBy: Use.self).decodeIfPresent(String.self, forKey: .use)
            key = use == "enc" ? nil : try? JWK(from: decoder)
        }

        private enum Use: String, CodingKey { case use }
    }
}
