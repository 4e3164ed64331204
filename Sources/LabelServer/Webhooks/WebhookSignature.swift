import Crypto
import Foundation

/// How messages are signed: HMAC-SHA256 by the Standard Webhooks specification (standardwebhooks.com).
enum WebhookSignature {
    private static let mark = "whsec_"
    private static let secretLength = 32

    /// A new secret: random bytes in Base64, with the mark that receivers' libraries look for.
    static func makeSecret() -> String {
        mark + SymmetricKey(size: .init(bitCount: secretLength * 8)).withUnsafeBytes { Data($0) }.base64EncodedString()
    }

    /// The header `webhook-signature`.
    ///
    /// - Parameters:
    ///   - message: its id, the same at every attempt.
    ///   - seconds: of the attempt, since 1970; receivers refuse what is old, so that it cannot be sent again.
    static func header(message: String, seconds: Int64, payload: String, secret: String) -> String {
        let key = Data(base64Encoded: String(secret.dropFirst(mark.count))) ?? Data()
        let signed = Data("\(message).\(seconds).\(payload)".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: key))
        return "v1," + Data(code).base64EncodedString()
    }
}
