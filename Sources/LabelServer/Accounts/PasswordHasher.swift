import Crypto
import CryptoExtras
import Foundation
import NIOPosix
import Synchronization

/// What a guess at a password costs: scrypt's parameters.
package struct PasswordCost: Sendable, Hashable {
    /// Binary logarithm of scrypt's N.
    package var logRounds: Int
    package var blockSize: Int
    package var parallelism: Int

    package init(logRounds: Int, blockSize: Int, parallelism: Int) {
        self.logRounds = logRounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 32 MiB and about a fifth of a second.
    package static let standard = PasswordCost(logRounds: 15, blockSize: 8, parallelism: 3)
}

/// Hashes passwords with scrypt, two at a time on threads of its own, so that a rush of logins takes neither the
/// memory nor the threads on which the event loops and the database work.
final class PasswordHasher: Sendable {
    private static let saltLength = 16
    private static let keyLength = 32
    /// Logins that may wait for their turn.
    private static let longestQueue = 100

    /// Dispatch's own threads, one a processor, are the database's too.
    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        return pool
    }()

    let cost: PasswordCost
    /// A hash that no password fits. It stands in where there is none, so that a log-in takes as long as any.
    private let decoy: PasswordHash
    private let queued = Mutex(0)

    init(cost: PasswordCost) {
        self.cost = cost
        decoy = PasswordHash(
            cost: cost, salt: Self.randomBytes(Self.saltLength), key: Self.randomBytes(Self.keyLength))
    }

    /// - Returns: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, with a new salt.
    func hash(_ password: String) async throws -> String {
        let salt = Self.randomBytes(Self.saltLength)
        let key = try await derive(password, salt: salt, cost: cost)
        return PasswordHash(cost: cost, salt: salt, key: key.withUnsafeBytes { Data($0) }).description
    }

    /// Takes as long for a wrong password as for the right one, and for whoever has none.
    ///
    /// - Parameter text: what `hash` gave; nil and anything else fit no password.
    func verify(_ password: String, against text: String?) async throws -> Bool {
        let hash = text.flatMap(PasswordHash.init) ?? decoy
        let key = try await derive(password, salt: hash.salt, cost: hash.cost)
        // Keys compare in constant time.
        return key == SymmetricKey(data: hash.key)
    }

    private static func randomBytes(_ count: Int) -> Data {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Data($0) }
    }

    private func derive(_ password: String, salt: Data, cost: PasswordCost) async throws -> SymmetricKey {
        let hasRoom = queued.withLock { queued in
            guard queued < Self.longestQueue else { return false }
            queued += 1
            return true
        }
        guard hasRoom else {
            throw Problem.unavailable("Too many people log in at once; try again in a moment.")
        }
        defer { queued.withLock { $0 -= 1 } }
        return try await Self.threads.runIfActive {
            try KDF.Scrypt.deriveKey(
                from: Data(password.utf8), salt: salt, outputByteCount: Self.keyLength,
                rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
        }
    }
}

/// A stored password: the PHC string format.
private struct PasswordHash: CustomStringConvertible {
    let cost: PasswordCost
    let salt: Data
    let key: Data

    init(cost: PasswordCost, salt: Data, key: Data) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    init?(_ text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", let salt = Data(base64Encoded: String(parts[2])),
            let key = Data(base64Encoded: String(parts[3]))
        else { return nil }
        var numbers: [Substring: Int] = [:]
        for pair in parts[1].split(separator: ",") {
            let sides = pair.split(separator: "=")
            if sides.count == 2 { numbers[sides[0]] = Int(sides[1]) }
        }
        guard let logRounds = numbers["ln"], let blockSize = numbers["r"], let parallelism = numbers["p"] else {
            return nil
        }
        self.init(
            cost: PasswordCost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism), salt: salt,
            key: key)
    }

    var description: String {
        "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)$"
            + "\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }
}
