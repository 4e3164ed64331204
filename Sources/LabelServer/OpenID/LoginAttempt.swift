import Crypto
import Foundation

/// A log-in that a browser began: it goes to the provider, and comes back with an answer.
///
/// All of it is in a cookie of that browser, so that whichever server process it comes back to can go on, and nobody
/// else can. What the provider is told is derived from its secret: who knows `state`, `nonce` and `challenge` knows
/// neither the secret nor the verifier.
struct LoginAttempt: Codable, Sendable {
    enum Purpose: String, Codable, Sendable {
        /// To be who one is here already, or to sign up where that is allowed.
        case login
        /// To accept an invitation.
        case join
        /// To log in to the account one is logged in to with this identity too, from now on.
        case connect
    }

    /// How long somebody may take at the provider.
    static let seconds = 600

    let purpose: Purpose
    /// The invitation's token.
    let invitation: String?
    /// What somebody who is invited would like to be called.
    let name: String?
    /// The page of this server to go on with.
    let next: String?
    private let secret: String

    init(_ purpose: Purpose, invitation: String? = nil, name: String? = nil, next: String? = nil) {
        self.purpose = purpose
        self.invitation = invitation
        self.name = name
        self.next = next
        secret = Secret().text
    }

    /// - Returns: nil for a cookie that no attempt was written to.
    init?(cookie: String) {
        guard let data = Data(base64URL: cookie),
            let attempt = try? JSONDecoder().decode(LoginAttempt.self, from: data)
        else { return nil }
        self = attempt
    }

    var cookie: String { get throws { try JSONEncoder().encode(self).base64URL } }

    /// Comes back with the answer, which by that belongs to this browser's attempt. Begins with the purpose, for the
    /// page that the provider sends the browser to.
    var state: String { "\(purpose.rawValue).\(derived("state"))" }

    /// Comes back in the ID token, which by that was made for this attempt.
    var nonce: String { derived("nonce") }

    /// Shows the provider that who redeems the code is who began (RFC 7636).
    var verifier: String { derived("verifier") }

    /// By the method S256.
    var challenge: String { Data(SHA256.hash(data: Data(verifier.utf8))).base64URL }

    /// In constant time.
    func began(_ state: String) -> Bool { Secret(self.state).matches(Secret(state)) }

    private func derived(_ label: String) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: Data(label.utf8), using: SymmetricKey(data: Data(secret.utf8))))
            .base64URL
    }
}
