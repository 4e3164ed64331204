import JWTKit

/// What a provider asserts of somebody (OpenID Connect Core 1.0, section 2), as far as it is needed here.
struct IDToken: JWTPayload {
    let issuer: String
    let subject: String
    let audience: Audience
    let authorizedParty: String?
    /// Seconds since 1970.
    let expiry: Double
    let issued: Double
    let nonce: String?
    let name: String?
    let preferredUsername: String?
    let nickname: String?

    enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case subject = "sub"
        case audience = "aud"
        case authorizedParty = "azp"
        case expiry = "exp"
        case issued = "iat"
        case nonce
        case name
        case preferredUsername = "preferred_username"
        case nickname
    }

    /// One text or several. JWTKit's own ends the process at an empty list.
    struct Audience: Codable, Sendable {
        let names: [String]

        init(_ names: [String]) {
            self.names = names
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                names = [name]
            } else {
                names = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    /// The signature alone; `IDTokenVerifier` checks the claims, knowing what to compare them with.
    func verify(using algorithm: some JWTAlgorithm) {}

    /// What the provider calls somebody; nil where it does not say.
    var displayName: String? { [name, preferredUsername, nickname].compactMap(\.self).first { !$0.isEmpty } }
}
