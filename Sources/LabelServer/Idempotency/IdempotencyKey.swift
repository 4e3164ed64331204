import Crypto
import Foundation
import HTTPTypes
import QuorumCore

/// A key that a caller made up for one request. The database has its hash; the answer, which may hold a secret that is
/// shown once, is stored so that only the key opens it.
struct IdempotencyKey: Sendable {
    private static let purpose = Data("quorum idempotency answer".utf8)

    private let text: String

    /// - Throws: `Problem` (400) for a text that is no key.
    init(_ text: String) throws {
        guard Idempotency.keyLength.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Problem(
                .badRequest,
                "An Idempotency-Key has 16 to 255 visible ASCII characters, such as a UUID; make one for each request.")
        }
        self.text = text
    }

    var hash: String { SHA256.hash(data: Data(text.utf8)).hexadecimal }

    private var symmetricKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(text.utf8)), info: Self.purpose, outputByteCount: 32)
    }

    /// AES-256-GCM with a random nonce, in Base64.
    func seal(_ answer: KeptAnswer) throws -> String {
        let box = try AES.GCM.seal(JSONEncoder().encode(answer), using: symmetricKey)
        return box.combined?.base64EncodedString() ?? ""
    }

    func open(_ sealed: String) throws -> KeptAnswer {
        let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: sealed) ?? Data())
        return try JSONDecoder().decode(KeptAnswer.self, from: AES.GCM.open(box, using: symmetricKey))
    }
}
