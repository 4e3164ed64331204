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

    /// Counts a try as it begins, so that many at once are not more than so many one after another; `succeeded` takes
    /// it back.
    ///
    /// - Throws: `Problem` (429) when it is too early to try again.
    func begin(_ key: Key, at now: Timestamp) throws {
        let wait: Int64? = failures.withLock { failures in
            let past = failures[key].flatMap { now < $0.last.advanced(by: Self.memory) ? $0 : nil }
            if let past, past.count >= Self.freeTries {
                let end = past.last.advanced(by: Self.pause)
                if now < end { return (end.milliseconds - now.milliseconds + 999) / 1000 }
            }
            Self.makeRoom(in: &failures, at: now)
            failures[key] = Failures(count: (past?.count ?? 0) + 1, last: now)
            return nil
        }
        guard let wait else { return }
        var problem = Problem(.tooManyRequests, "Too many wrong passwords for this name; try again in \(wait) s.")
        problem.headers[.retryAfter] = String(wait)
        throw problem
    }

    private static func makeRoom(in failures: inout [Key: Failures], at now: Timestamp) {
        guard failures.count >= mostKeys else { return }
        failures = failures.filter { now < $0.value.last.advanced(by: memory) }
        if failures.count >= mostKeys { failures.removeAll() }
    }

    func succeeded(_ key: Key) {
        failures.withLock { $0[key] = nil }
    }
}
