import Crypto
import CryptoExtras
import Foundation

@testable import LabelServer

/// Keys of a provider, and tokens signed with them as the specifications say (RFC 7515, RFC 7518); nothing of what checks
/// them is used.
struct TestProvider {
    let curve = P256.Signing.PrivateKey()
    let rsa: _RSA.Signing.PrivateKey

    init() throws {
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    }

    /// The set of keys as a provider publishes it, with more than is of use here.
    func keys() throws -> ProviderKeys {
        try JSONDecoder().decode(ProviderKeys.self, from: JSONEncoder().encode(try keySet()))
    }

    private func keySet() throws -> JSON {
        let point = curve.publicKey.rawRepresentation
        let numbers = try rsa.publicKey.getKeyPrimitives()
        let (modulus, exponent) = (numbers.modulus.base64URL, numbers.publicExponent.base64URL)
        return [
            "keys": [
                ["kty": "oct", "kid": "shared", "k": .text(Data("secret".utf8).base64URL), "alg": "HS256"],
                [
                    "kty": "EC", "crv": "P-256", "kid": "curve", "alg": "ES256", "use": "sig",
                    "x": .text(point.prefix(32).base64URL), "y": .text(point.suffix(32).base64URL),
                ],
                ["kty": "RSA", "kid": "rsa", "n": .text(modulus), "e": .text(exponent)],
                ["kty": "RSA", "kid": "encryption", "use": "enc", "n": .text(modulus), "e": .text(exponent)],
                ["kty": "LATTICE", "kid": "unknown"],
            ]
        ]
    }

    /// - Parameter algorithm: what the header says, and what signs; `none` and what is not known sign with nothing.
    func token(_ claims: JSON, algorithm: String = "ES256", key: String? = "curve", header more: JSON = [:]) throws
        -> String
    {
        var header: [String: JSON] = ["alg": .text(algorithm)]
        if let key { header["kid"] = .text(key) }
        for name in more.names { header[name] = more[name] }
        let encoder = JSONEncoder()
        let signed = try "\(encoder.encode(JSON.object(header)).base64URL).\(encoder.encode(claims).base64URL)"
        return "\(signed).\(try signature(of: Data(signed.utf8), algorithm).base64URL)"
    }

    private func signature(of data: Data, _ algorithm: String) throws -> Data {
        switch algorithm {
        case "ES256": try curve.signature(for: SHA256.hash(data: data)).rawRepresentation
        case "RS256":
            try rsa.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
        case "PS256": try rsa.signature(for: SHA256.hash(data: data), padding: .PSS).rawRepresentation
        case "HS256":
            // The key that anybody could use, if it were taken for one of HMAC's.
            Data(
                HMAC<SHA256>.authenticationCode(
                    for: data, using: SymmetricKey(data: Data(rsa.publicKey.pemRepresentation.utf8))))
        default: Data()
        }
    }
}
