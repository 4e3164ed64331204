package import QuorumCore

extension LabelStore {
    /// Queues a measurement or an export of a version; one that waits or runs already is given back instead.
    package func enqueue(
        _ kind: JobKind, project: ProjectID, version: VersionID?, format: String?, by admin: UserID, at: Timestamp
    ) async throws(StoreError) -> Job {
        try await write { (db) throws(StoreError) in
            if let row = try db.first(
                """
                SELECT \(Job.columns) FROM job j
                WHERE j.state IN ('queued', 'running') AND j.project = $1 AND j.kind = $2 AND j.version = $3
                  AND COALESCE(j.format, '') = $4
                """, project, kind.rawValue, version, format ?? "")
            {
                return try Job(row)
            }
            let id: JobID = try db.one(
                """
                INSERT INTO job (project, kind, version, format, state, created_at)
                VALUES ($1, $2, $3, $4, 'queued', $5) RETURNING id
                """, project, kind.rawValue, version, format, at
            ).id(0)
            try db.audit(
                "job.queued", "job \(id)", detail: [kind.rawValue, format ?? ""].joined(separator: " "), by: admin,
                at: at)
            return try db.job(id)
        }
    }

    /// Takes the oldest waiting job, which nobody else can take then; nil when none waits.
    package func claimJob(at: Timestamp) async throws(StoreError) -> Job? {
        try await write { (db) throws(StoreError) in
            guard
                let row = try db.first(
                    """
                    SELECT j.id FROM job j WHERE j.state = 'queued' ORDER BY j.id LIMIT 1
                    \(db.dialect.forUpdateSkippingLocked)
                    """)
            else { return nil }
            let id: JobID = try row.id(0)
            try db.run("UPDATE job SET state = 'running', started_at = $2 WHERE id = $1", id, at)
            let job = try db.job(id)
            if let source = job.source {
                try db.run("UPDATE source SET state = 'chunking' WHERE id = $1 AND state = 'queued'", source)
            }
            return job
        }
    }

    /// - Parameter failure: why it failed; nil when it is done.
    package func finish(_ id: JobID, failure: String?, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run(
                "UPDATE job SET state = $2, failure = $3, finished_at = $4 WHERE id = $1 AND state = 'running'", id,
                (failure == nil ? JobState.done : .failed).rawValue, failure, at)
        }
    }

    /// Queues again what ran when the server stopped.
    ///
    /// - Returns: how many.
    package func requeueRunningJobs(at: Timestamp) async throws(StoreError) -> Int {
        try await write { (db) throws(StoreError) in
            try db.run(
                """
                UPDATE source SET state = 'queued'
                WHERE state = 'chunking' AND id IN (SELECT source FROM job WHERE state = 'running')
                """)
            return try db.run("UPDATE job SET state = 'queued', started_at = NULL WHERE state = 'running'")
        }
    }

    /// The project's latest jobs, the newest first.
    package func jobs(in project: ProjectID, limit: Int) async throws(StoreError) -> [Job] {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            var jobs: [Job] = []
            for row in try db.all(
                "SELECT \(Job.columns) FROM job j WHERE j.project = $1 ORDER BY j.id DESC LIMIT $2", project, limit)
            {
                jobs.append(try Job(row))
            }
            return jobs
        }
    }

    /// How many jobs of all projects wait and run.
    package func unfinishedJobs() async throws(StoreError) -> (queued: Int, running: Int) {
        try await read { (db) throws(StoreError) in
            var counts = (queued: 0, running: 0)
            for row in try db.all(
                "SELECT state, COUNT(*) FROM job WHERE state IN ('queued', 'running') GROUP BY state")
            {
                if try row.text(0) == JobState.queued.rawValue {
                    counts.queued = try row.int(1)
                } else {
                    counts.running = try row.int(1)
                }
            }
            return counts
        }
    }

    package func job(_ id: JobID) async throws(StoreError) -> Job {
        try await read { (db) throws(StoreError) in try db.job(id) }
    }
}

extension Connection {
    fileprivate func job(_ id: JobID) throws(StoreError) -> Job {
        guard let row = try first("SELECT \(Job.columns) FROM job j WHERE j.id = $1", id) else {
            throw StoreError(.notFound, "There is no job \(id).")
        }
        return try Job(row)
    }
}

extension Job {
    /// Of `job j`.
    fileprivate static let columns =
        "j.id, j.project, j.kind, j.source, j.version, j.format, j.state, j.failure, j.created_at"

    fileprivate init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), project: try row.id(1), kind: try row.choice(2),
            source: try row.optionalInt64(3).map(SourceID.init), version: try row.optionalInt64(4).map(VersionID.init),
            format: try row.optionalText(5), state: try row.choice(6), failure: try row.optionalText(7),
            createdAt: try row.timestamp(8))
    }
}
