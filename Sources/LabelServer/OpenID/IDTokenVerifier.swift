import Foundation
import JWTKit
import QuorumCore

/// Decides whether an ID token proves who somebody is (OpenID Connect Core 1.0, section 3.1.3.7).
struct IDTokenVerifier: Sendable {
    /// Signatures by a key that the provider alone has. What the token's header says is only believed among these, so
    /// that neither `none` nor an HMAC keyed with a public key passes.
    private static let algorithms: Set<String> = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
    ]
    /// Seconds by which the clocks may differ.
    private static let leeway = 60.0
    /// Seconds after which a token that was made for an attempt cannot be new.
    private static let longestAge = 600.0
    private static let longestSubject = 255

    let issuer: String
    let clientID: String

    /// - Throws: `IDTokenFailure`.
    func verify(_ token: String, with keys: [JWK], nonce: String, at now: Timestamp) async throws -> IDToken {
        let header = try Self.header(of: token)
        guard Self.algorithms.contains(header.algorithm), let algorithm = JWK.Algorithm(rawValue: header.algorithm)
        else { throw IDTokenFailure.algorithm }
        // An extension that must be understood, and none is.
        guard header.critical == nil else { throw IDTokenFailure.malformed }
        let key = try Self.key(for: header, algorithm, among: keys)
        let claims = try await Self.claims(of: token, signedBy: key)
        try check(claims, nonce: nonce, at: Double(now.milliseconds) / 1000)
        return claims
    }

    private func check(_ claims: IDToken, nonce: String, at now: Double) throws {
        guard claims.issuer == issuer else { throw IDTokenFailure.claim("iss") }
        guard claims.audience.names.contains(clientID) else { throw IDTokenFailure.claim("aud") }
        guard claims.authorizedParty ?? (claims.audience.names.count == 1 ? clientID : nil) == clientID else {
            throw IDTokenFailure.claim("azp")
        }
        guard now < claims.expiry + Self.leeway else { throw IDTokenFailure.claim("exp") }
        guard (now - Self.longestAge - Self.leeway...now + Self.leeway).contains(claims.issued) else {
            throw IDTokenFailure.claim("iat")
        }
        guard let given = claims.nonce, Secret(given).matches(Secret(nonce)) else {
            throw IDTokenFailure.claim("nonce")
        }
        guard (1...Self.longestSubject).contains(claims.subject.utf8.count), !claims.subject.utf8.contains(0) else {
            throw IDTokenFailure.claim("sub")
        }
    }

    /// Checked by this key and no other: JWTKit would fall back to the first of several.
    private static func claims(of token: String, signedBy key: JWK) async throws -> IDToken {
        do {
            let collection = try await JWTKeyCollection().add(jwk: key)
            return try await collection.verify(token, as: IDToken.self)
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw IDTokenFailure.malformed
        } catch {
            throw IDTokenFailure.signature
        }
    }

    /// The key that a header names, or the only one there is for the algorithm where it names none.
    private static func key(for header: Header, _ algorithm: JWK.Algorithm, among keys: [JWK]) throws -> JWK {
        let fitting = keys.filter { key in
            key.keyType == algorithm.keyType && (key.algorithm ?? algorithm) == algorithm
                && (header.key == nil || key.keyIdentifier?.string == header.key)
        }
        guard fitting.count == 1, var key = fitting.first else { throw IDTokenFailure.key }
        key.algorithm = algorithm
        key.keyIdentifier = JWKIdentifier(string: header.key ?? "")
        return key
    }

    /// Read here rather than by JWTKit, whose reader of whole headers ends the process at a number beyond 64 bits.
    private static func header(of token: String) throws -> Header {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64URL: parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: data)
        else { throw IDTokenFailure.malformed }
        return header
    }

    private struct Header: Decodable {
        let algorithm: String
        let key: String?
        let critical: [String]?

        enum CodingKeys: String, CodingKey {
            case algorithm = "alg"
            case key = "kid"
            case critical = "crit"
        }
    }
}

/// What an ID token fails at.
enum IDTokenFailure: Error, Equatable, CustomStringConvertible {
    case malformed
    case algorithm
    /// None of the provider's keys is the one.
    case key
    case signature
    case claim(String)

    var description: String {
        switch self {
        case .malformed: "The ID token is not well-formed."
        case .algorithm: "The ID token is signed by an algorithm that is not taken."
        case .key: "The ID token is signed by none of the provider's keys."
        case .signature: "The ID token's signature is wrong."
        case .claim(let name): "The ID token's claim \(name) is not what it should be."
        }
    }
}

extension JWK.Algorithm {
    fileprivate var keyType: JWK.KeyType {
        switch rawValue.prefix(2) {
        case "RS", "PS": .rsa
        case "ES": .ecdsa
        default: .octetKeyPair
        }
    }
}
