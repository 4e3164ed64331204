import Foundation
import QuorumCore

/// The provider of log-ins that a server is started with, and what it lets in.
package struct OpenIDSettings: Sendable {
    /// Without a slash at its end only if the provider itself writes it so.
    package let issuer: String
    package let clientID: String
    /// nil for a public client, which PKCE alone protects.
    package let clientSecret: String?
    /// With `openid`.
    package let scopes: [String]
    /// What the button says.
    package let label: String
    /// Whether whoever the provider knows gets an account, a member of no project, when they first come.
    package let signsUp: Bool
    /// Where browsers reach this service, without a slash at its end.
    package let publicURL: String

    /// - Parameters:
    ///   - label: nil for one that names the provider's host.
    ///   - place: where the value of an option comes from, as complaints name it.
    /// - Throws: `ServerError` (`openID`) for an address that cannot be one, and for settings that are missing.
    package init(
        issuer: String, clientID: String?, clientSecret: String?, scopes: String, label: String?, signsUp: Bool,
        publicURL: String?, place: (_ option: String) -> String = { $0 }
    ) throws(ServerError) {
        guard let clientID else {
            throw ServerError(.openID, "The provider knows this service by a client id; give it with --oidc-client.")
        }
        guard let publicURL else {
            throw ServerError(
                .openID,
                "The provider sends browsers back to this service; say where they reach it, as "
                    + "--public-url https://quorum.example.org.")
        }
        let host = try Self.host(of: issuer, from: place("--oidc-issuer"))
        _ = try Self.host(of: publicURL, from: place("--public-url"))
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        let words = scopes.split(separator: " ").map(String.init)
        self.scopes = words.contains("openid") ? words : ["openid"] + words
        self.label = label ?? "Log in with \(host)"
        self.signsUp = signsUp
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }

    /// Where the provider sends browsers back to.
    var redirect: String { "\(publicURL)/login/callback" }

    /// Whether browsers reach this service by TLS alone.
    var isSecure: Bool { publicURL.lowercased().hasPrefix("https:") }

    /// - Returns: the host of an address by which secrets may travel.
    private static func host(of url: String, from origin: String) throws(ServerError) -> String {
        guard let parts = URLComponents(string: url), let host = parts.host, parts.query == nil, parts.fragment == nil,
            parts.user == nil, ProviderAddress.isSafe(url)
        else {
            throw ServerError(
                .openID,
                "\(origin): \"\(url.withoutUserInfo)\" is no address such as https://login.example.org; plain http is "
                    + "for this machine alone.")
        }
        return host
    }
}

enum ProviderAddress {
    /// Whether an address is protected on its way: by TLS, or by never leaving this machine.
    static func isSafe(_ url: String) -> Bool {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty else { return false }
        switch parts.scheme?.lowercased() {
        case "https": return true
        case "http": return ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host.lowercased())
        default: return false
        }
    }
}
