/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it is needed here.
struct ProviderMetadata: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keys: String
    /// nil: `client_secret_basic`.
    let tokenAuthMethods: [String]?

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case keys = "jwks_uri"
        case tokenAuthMethods = "token_endpoint_auth_methods_supported"
    }

    /// Where a provider says it, by its issuer.
    static func address(ofIssuer issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// - Throws: `ProviderFailure` for a document of another issuer, and for addresses that are not safe to call.
    func check(issuer expected: String) throws {
        guard issuer == expected else {
            throw ProviderFailure(
                .misconfigured, "The provider calls itself \(issuer), and the setting is \(expected); write its name.")
        }
        for address in [authorizationEndpoint, tokenEndpoint, keys] where !ProviderAddress.isSafe(address) {
            throw ProviderFailure(.misconfigured, "The provider names \(address), which is no https address.")
        }
    }

    /// Whether the secret goes into the form rather than into a header.
    var takesSecretInForm: Bool {
        guard let tokenAuthMethods else { return false }
        return !tokenAuthMethods.contains("client_secret_basic") && tokenAuthMethods.contains("client_secret_post")
    }
}
