import Crypto
import Foundation
import HTTPTypes
import LabelStore
import QuorumCore

/// Slows down guessing: after some wrong passwords for a name from one address, one try in a while. The count is in the
/// database, so that several servers share it.
struct LoginThrottle: Sendable {
    /// Who is tried from where; the case of a name does not count, as it does not when logging in.
    struct Key: Hashable, Sendable {
        /// A hash, so that the database holds no address.
        fileprivate let text: String

        init(name: String, address: String) {
            text = SHA256.hash(data: Data("\(name.lowercased())\0\(address)".utf8)).hexadecimal
        }
    }

    static let rules = LoginRules(freeTries: 8, pause: .seconds(30), memory: .seconds(900))

    let store: LabelStore
    var rules = Self.rules
    /// Of what there were too many.
    var complaint = "Too many wrong passwords for this name"

    /// Counts a try as it begins, so that many at once are not more than so many one after another; `succeeded` takes
    /// it back.
    ///
    /// - Throws: `Problem` (429) when it is too early to try again.
    func begin(_ key: Key, at now: Timestamp) async throws {
        guard let wait = try await store.beginLogin(key.text, under: rules, at: now) else { return }
        let seconds = (wait + 999) / 1000
        var problem = Problem(.tooManyRequests, "\(complaint); try again in \(seconds) s.")
        problem.headers[.retryAfter] = String(seconds)
        throw problem
    }

    func succeeded(_ key: Key) async throws {
        try await store.forgetLoginTries(key.text)
    }
}
