import Foundation
import JWTKit

/// The provider as this process knows it. What it says of itself and its keys are fetched when they are first needed.
struct OpenIDProvider: Sendable {
    private static let memory: Duration = .seconds(3600)

    let settings: OpenIDSettings
    private let client: ProviderClient
    private let metadata: Fetched<ProviderMetadata>
    private let keySet: Fetched<[JWK]>

    init(_ settings: OpenIDSettings) {
        let client = ProviderClient()
        let metadata = Fetched(keptFor: Self.memory) {
            let found = try await client.get(
                ProviderMetadata.self, from: ProviderMetadata.address(ofIssuer: settings.issuer))
            try found.check(issuer: settings.issuer)
            return found
        }
        self.settings = settings
        self.client = client
        self.metadata = metadata
        keySet = Fetched(keptFor: Self.memory) {
            try await client.get(ProviderKeys.self, from: metadata.value().keys).usable
        }
    }

    /// Where a browser goes to have its person identified.
    func address(for attempt: LoginAttempt) async throws -> String {
        let endpoint = try await metadata.value().authorizationEndpoint
        let query = FormText.encode([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.redirect),
            ("scope", settings.scopes.joined(separator: " ")), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
        ])
        return endpoint + (endpoint.contains("?") ? "&" : "?") + query
    }

    /// Gives the code that a browser came back with for an ID token, and verifies that.
    ///
    /// - Throws: `ProviderFailure`.
    func identify(_ code: String, of attempt: LoginAttempt) async throws -> IDToken {
        let token = try await redeem(code, verifier: attempt.verifier)
        let verifier = IDTokenVerifier(issuer: settings.issuer, clientID: settings.clientID)
        do {
            do {
                return try await verifier.verify(token, with: keySet.value(), nonce: attempt.nonce, at: .now)
            } catch let failure as IDTokenFailure where failure == .key || failure == .signature {
                // The provider may have changed its keys since they were fetched; not every token names its key.
                return try await verifier.verify(
                    token, with: keySet.value(isFresh: true), nonce: attempt.nonce, at: .now)
            }
        } catch let failure as IDTokenFailure {
            throw ProviderFailure(.untrusted, failure.description)
        }
    }

    private func redeem(_ code: String, verifier: String) async throws -> String {
        let metadata = try await metadata.value()
        var form: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.redirect),
            ("code_verifier", verifier),
        ]
        var authorization: String?
        if let secret = settings.clientSecret, !metadata.takesSecretInForm {
            // Both parts are encoded as in a form before they are joined (RFC 6749, section 2.3.1).
            let pair = "\(FormText.encode(settings.clientID)):\(FormText.encode(secret))"
            authorization = "Basic \(Data(pair.utf8).base64EncodedString())"
        } else {
            form.append(("client_id", settings.clientID))
            if let secret = settings.clientSecret { form.append(("client_secret", secret)) }
        }
        let answer = try await client.post(form, to: metadata.tokenEndpoint, authorization: authorization)
        return try Self.token(in: answer)
    }

    /// The ID token of a token endpoint's answer (RFC 6749, sections 5.1 and 5.2).
    private static func token(in answer: (status: Int, body: Data)) throws -> String {
        if answer.status == 200 {
            guard let token = (try? JSONDecoder().decode(TokenAnswer.self, from: answer.body))?.idToken else {
                throw ProviderFailure(.misconfigured, "The token endpoint's answer has no ID token.")
            }
            return token
        }
        guard (400..<500).contains(answer.status) else {
            throw ProviderFailure(.unreachable, "The token endpoint answered with \(answer.status).")
        }
        let error = (try? JSONDecoder().decode(TokenRefusal.self, from: answer.body))?.error ?? "no reason"
        throw ProviderFailure(
            error == "invalid_grant" ? .refused : .misconfigured,
            "The token endpoint answered with \(answer.status): \(error.prefix(100)).")
    }
}

private struct TokenAnswer: Decodable {
    let idToken: String

    private enum CodingKeys: String, CodingKey { case idToken = "id_token" }
}

private struct TokenRefusal: Decodable {
    let error: String
}
