package import QuorumCore

extension LabelStore {
    /// Takes the oldest job that is due, which nobody else can take then: one that waits, or one whose worker gave no
    /// sign of life for the length of its lease. nil when there is none.
    ///
    /// - Parameters:
    ///   - worker: what to call the worker, for operators.
    ///   - lease: how long it is the worker's without `renew`.
    package func claimJob(by worker: String, for lease: Duration, at: Timestamp) async throws(StoreError) -> JobClaim? {
        try await write { (db) throws(StoreError) in
            while let row = try db.dueJob(at: at) {
                let id: JobID = try row.id(0)
                let isOverdue = try row.text(1) == JobState.running.rawValue
                let attempts = try row.int(2)
                guard !isOverdue || attempts < JobRules.mostAttempts else {
                    let reason = "Its worker died, after \(attempts) attempts; the server's log may say why."
                    try db.end(id, as: .failed, because: reason, at: at)
                    continue
                }
                try db.run(
                    """
                    UPDATE job SET state = 'running', attempt = attempt + 1, worker = $2, due_at = $3, started_at = $4,
                                   stage = NULL, progress = 0
                    WHERE id = $1
                    """, id, worker, at.advanced(by: lease), at)
                try db.run(
                    """
                    UPDATE source SET state = 'chunking'
                    WHERE state = 'queued' AND id = (SELECT source FROM job WHERE id = $1)
                    """, id)
                return JobClaim(job: try db.job(id))
            }
            return nil
        }
    }

    /// Puts off the end of a claim's lease, and says how far the work is.
    ///
    /// - Parameter progress: from 0 to 1.
    /// - Returns: whether the claim still stands.
    package func renew(
        _ claim: JobClaim, stage: JobStage?, progress: Double, for lease: Duration, at: Timestamp
    ) async throws(StoreError) -> Bool {
        try await write { (db) throws(StoreError) in
            try db.run(
                """
                UPDATE job SET due_at = $3, stage = $4, progress = $5
                WHERE id = $1 AND attempt = $2 AND state = 'running'
                """, claim.job.id, claim.attempt, at.advanced(by: lease), stage?.rawValue, min(max(progress, 0), 1))
                == 1
        }
    }

    package func stands(_ claim: JobClaim) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first(
                "SELECT 1 FROM job WHERE id = $1 AND attempt = $2 AND state = 'running'", claim.job.id, claim.attempt)
                != nil
        }
    }

    /// Ends a claim whose work is done or has failed for good.
    ///
    /// - Parameter failure: why it failed; nil when it is done.
    /// - Returns: whether the claim stood; else nothing changes.
    @discardableResult
    package func finish(_ claim: JobClaim, failure: String?, at: Timestamp) async throws(StoreError) -> Bool {
        try await write { (db) throws(StoreError) in
            if failure == nil, try db.isDone(claim) { return true }
            guard try db.hold(claim) else { return false }
            try db.end(claim.job.id, as: failure == nil ? .done : .failed, because: failure, at: at)
            return true
        }
    }

    /// Ends a claim whose attempt broke off; the job is tried again unless that happened too often.
    ///
    /// - Parameter pause: how long it waits at least after the first time; four times as long after each more.
    /// - Returns: whether the claim stood; else nothing changes.
    @discardableResult
    package func breakOff(
        _ claim: JobClaim, because reason: String, pause: Duration, at: Timestamp
    ) async throws(StoreError) -> Bool {
        try await write { (db) throws(StoreError) in
            guard try db.hold(claim) else { return false }
            let failures = try db.one("SELECT failures FROM job WHERE id = $1", claim.job.id).int(0) + 1
            try db.run("UPDATE job SET failures = $2 WHERE id = $1", claim.job.id, failures)
            if failures < JobRules.mostFailures {
                let due = at.advanced(by: pause * (1 << (2 * (failures - 1))))
                try db.queueAgain(claim.job.id, because: reason, due: due)
            } else {
                try db.end(claim.job.id, as: .failed, because: reason, at: at)
            }
            return true
        }
    }

    /// Gives a job back that is to be done by another worker, or later, through no fault of its own.
    package func release(_ claim: JobClaim) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            guard try db.hold(claim) else { return }
            try db.queueAgain(claim.job.id, because: nil, due: Timestamp(milliseconds: 0))
        }
    }
}

extension Connection {
    /// Waits for whoever is changing the job, and keeps others from it until the transaction ends.
    ///
    /// - Returns: whether the claim stands.
    func hold(_ claim: JobClaim) throws(StoreError) -> Bool {
        try first(
            "SELECT 1 FROM job WHERE id = $1 AND attempt = $2 AND state = 'running' \(dialect.forUpdate)",
            claim.job.id, claim.attempt) != nil
    }

    fileprivate func isDone(_ claim: JobClaim) throws(StoreError) -> Bool {
        try first(
            "SELECT 1 FROM job WHERE id = $1 AND attempt = $2 AND state = 'done'", claim.job.id, claim.attempt) != nil
    }

    /// Id, state and attempts.
    fileprivate func dueJob(at: Timestamp) throws(StoreError) -> Row? {
        try first(
            """
            SELECT id, state, attempt FROM job
            WHERE state IN ('queued', 'running') AND (due_at <= $1 OR due_at > $2)
            ORDER BY id LIMIT 1 \(dialect.forUpdateSkippingLocked)
            """, at, at.advanced(by: JobRules.longestWait))
    }

    fileprivate func queueAgain(_ id: JobID, because reason: String?, due: Timestamp) throws(StoreError) {
        try run(
            """
            UPDATE job SET state = 'queued', due_at = $2, failure = $3, worker = NULL, started_at = NULL, stage = NULL,
                           progress = 0
            WHERE id = $1
            """, id, due, reason)
        try run(
            """
            UPDATE source SET state = 'queued'
            WHERE state = 'chunking' AND id = (SELECT source FROM job WHERE id = $1)
            """, id)
    }

    /// Ends a job; a source that was to be cut fails with it.
    func end(_ id: JobID, as state: JobState, because reason: String?, at: Timestamp) throws(StoreError) {
        try run(
            """
            UPDATE job SET state = $2, failure = $3, finished_at = $4, stage = NULL,
                           progress = CASE WHEN $2 = 'done' THEN 1.0 ELSE progress END
            WHERE id = $1
            """, id, state.rawValue, reason, at)
        let job = try job(id)
        if state == .done || state == .failed {
            try announce(
                state == .done ? .jobDone : .jobFailed, in: job.project,
                Announcement().with("job", id.value).with("kind", job.kind.rawValue), at: at)
        }
        guard let reason, let source: SourceID = job.source else { return }
        try failChunking(of: source, reason: reason, at: at)
    }
}
