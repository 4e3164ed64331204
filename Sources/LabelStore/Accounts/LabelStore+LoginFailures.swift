package import QuorumCore

/// How many tries to log in are free, and how long the others wait.
package struct LoginRules: Sendable {
    /// Wrong passwords that cost nothing but time.
    package let freeTries: Int
    package let pause: Duration
    /// After so long without a try all is forgotten.
    package let memory: Duration

    package init(freeTries: Int, pause: Duration, memory: Duration) {
        self.freeTries = freeTries
        self.pause = pause
        self.memory = memory
    }
}

/// Names and addresses that are remembered at most; whoever tries more of them pushes the oldest out.
private let mostRemembered = 10_000

extension LabelStore {
    /// Counts a try to log in as it begins, so that many at once, at several servers, are not more than so many one
    /// after another; `forgetLoginTries` takes it back.
    ///
    /// - Parameter key: stands for who is tried from where.
    /// - Returns: milliseconds to wait when it is too early to try again, and nothing is counted; else nil.
    package func beginLogin(
        _ key: String, under rules: LoginRules, at: Timestamp
    ) async throws(StoreError) -> Int64? {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM login_failure WHERE last_at <= $1", at.advanced(by: .zero - rules.memory))
            if try db.one("SELECT COUNT(*) FROM login_failure").int(0) >= mostRemembered {
                try db.run(
                    """
                    DELETE FROM login_failure WHERE key IN (SELECT key FROM login_failure ORDER BY last_at LIMIT $1)
                    """, mostRemembered / 10)
            }
            // Makes the row, or waits for whoever is at it.
            let row = try db.one(
                """
                INSERT INTO login_failure (key, count, last_at) VALUES ($1, 0, $2)
                ON CONFLICT (key) DO UPDATE SET count = login_failure.count RETURNING count, last_at
                """, key, at)
            if try row.int(0) >= rules.freeTries {
                let end = try row.timestamp(1).advanced(by: rules.pause)
                // A clock that was set back must not lock anybody out for longer.
                if at < end, at.advanced(by: rules.pause) >= end { return end.milliseconds - at.milliseconds }
            }
            try db.run("UPDATE login_failure SET count = count + 1, last_at = $2 WHERE key = $1", key, at)
            return nil
        }
    }

    package func forgetLoginTries(_ key: String) async throws(StoreError) {
        try await write { (db) throws(StoreError) in try db.run("DELETE FROM login_failure WHERE key = $1", key) }
    }
}
