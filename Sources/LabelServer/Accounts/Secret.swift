import Crypto
import Foundation
import LabelStore
import QuorumCore

/// A random token that proves who somebody is; only its hash is stored.
struct Secret: Sendable {
    /// 256 random bits, safe in a URL.
    let text: String

    init() {
        text = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64URL
    }

    init(_ text: String) {
        self.text = text
    }

    /// SHA-256 in hexadecimal; a fast hash is enough for what nobody can guess.
    var hash: String { SHA256.hash(data: Data(text.utf8)).hexadecimal }

    /// An API token's secret, told from a session's by how it begins; programs that look for leaked secrets know it by
    /// that too.
    static func ofToken() -> Secret { Secret(tokenMark + Secret().text) }

    private static let tokenMark = "quorum_"

    /// What it proves, as the store knows it.
    var credential: Credential { text.hasPrefix(Self.tokenMark) ? .token(hash: hash) : .session(hash: hash) }

    /// In constant time.
    func matches(_ other: Secret) -> Bool {
        SHA256.hash(data: Data(text.utf8)) == SHA256.hash(data: Data(other.text.utf8))
    }
}
