import HTTPTypes
import QuorumCore
import Synchronization

/// Slows down guessing: after some wrong passwords for a name from one address, one try in a while.
final class LoginThrottle: Sendable {
    /// Who is tried from where; the case of a name does not count, as it does not when logging in.
    struct Key: Hashable, Sendable {
        private let name: String
        private let address: String

        init(name: String, address: String) {
            self.name = name.lowercased()
            self.address = address
        }
    }

    private struct Failures {
        var count: Int
        var last: Timestamp
    }

    /// Wrong passwords that cost nothing but time.
    static let freeTries = 8
    static let pause: Duration = .seconds(30)
    /// After so long without a try all is forgotten.
    private static let memory: Duration = .seconds(900)
    private static let mostKeys = 10_000

    private let failures = Mutex<[Key: Failures]>([:])

    /// - Throws: `Problem` (429) when it is too early to try again.
    func check(_ key: Key, at now: Timestamp) throws {
        let wait: Int64? = failures.withLock { failures in
            guard let past = failures[key], past.count >= Self.freeTries else { return nil }
            let end = past.last.advanced(by: Self.pause)
            return now < end ? (end.milliseconds - now.milliseconds + 999) / 1000 : nil
        }
        guard let wait else { return }
        var problem = Problem(.tooManyRequests, "Too many wrong passwords for this name; try again in \(wait) s.")
        problem.headers[.retryAfter] = String(wait)
        throw problem
    }

    func failed(_ key: Key, at now: Timestamp) {
        failures.withLock { failures in
            if failures.count >= Self.mostKeys {
                failures = failures.filter { now < $0.value.last.advanced(by: Self.memory) }
                if failures.count >= Self.mostKeys { failures.removeAll() }
            }
            let past = failures[key].flatMap { now < $0.last.advanced(by: Self.memory) ? $0.count : nil } ?? 0
            failures[key] = Failures(count: past + 1, last: now)
        }
    }

    func succeeded(_ key: Key) {
        failures.withLock { $0[key] = nil }
    }
}
