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

    /// Cancels a job that waits or runs; whoever works on it notices soon. A source that was to be cut fails.
    ///
    /// - Parameters:
    ///   - project: the one it must be of; nil: any.
    ///   - person: nil for the operator.
    /// - Throws: `.conflict` for one that has ended.
    package func cancelJob(
        _ id: JobID, in project: ProjectID?, by person: UserID?, at: Timestamp
    ) async throws(StoreError) -> Job {
        try await write { (db) throws(StoreError) in
            _ = try db.first("SELECT 1 FROM job WHERE id = $1 \(db.dialect.forUpdate)", id)
            let job = try db.job(id)
            guard project == nil || project == job.project else {
                throw StoreError(.notFound, "There is no job \(id).")
            }
            guard [.queued, .running].contains(job.state) else {
                throw StoreError(.conflict, "Job \(id) is \(job.state.rawValue) already; there is nothing to cancel.")
            }
            try db.end(id, as: .cancelled, because: "It was cancelled.", at: at)
            try db.audit("job.cancelled", "job \(id)", by: person, at: at)
            return try db.job(id)
        }
    }

    /// The project's latest jobs, the newest first.
    ///
    /// - Parameter state: nil for any.
    package func jobs(
        in project: ProjectID, state: JobState? = nil, limit: Int
    ) async throws(StoreError) -> [Job] {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            var jobs: [Job] = []
            for row in try db.all(
                """
                SELECT \(Job.columns) FROM job j WHERE j.project = $1 AND j.state = COALESCE($2, j.state)
                ORDER BY j.id DESC LIMIT $3
                """, project, state?.rawValue, limit)
            {
                jobs.append(try Job(row))
            }
            return jobs
        }
    }

    /// The jobs that wait or run, the oldest first.
    ///
    /// - Parameter project: nil for all.
    package func unfinishedJobs(in project: ProjectID? = nil) async throws(StoreError) -> [Job] {
        try await read { (db) throws(StoreError) in
            var jobs: [Job] = []
            for row in try db.all(
                """
                SELECT \(Job.columns) FROM job j
                WHERE j.state IN ('queued', 'running') AND j.project = COALESCE($1, j.project) ORDER BY j.id
                """, project)
            {
                jobs.append(try Job(row))
            }
            return jobs
        }
    }

    /// How many jobs of all projects wait and run.
    package func unfinishedJobCounts() async throws(StoreError) -> (queued: Int, running: Int) {
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
    func job(_ id: JobID) throws(StoreError) -> Job {
        guard let row = try first("SELECT \(Job.columns) FROM job j WHERE j.id = $1", id) else {
            throw StoreError(.notFound, "There is no job \(id).")
        }
        return try Job(row)
    }
}

extension Job {
    /// Of `job j`.
    fileprivate static let columns =
        """
        j.id, j.project, j.kind, j.source, j.version, j.format, j.state, j.failure, j.created_at, j.attempt, \
        j.progress, j.stage
        """

    fileprivate init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), project: try row.id(1), kind: try row.choice(2),
            source: try row.optionalInt64(3).map(SourceID.init), version: try row.optionalInt64(4).map(VersionID.init),
            format: try row.optionalText(5), state: try row.choice(6), failure: try row.optionalText(7),
            createdAt: try row.timestamp(8), attempt: try row.int(9), progress: try row.double(10),
            stage: row.isNull(11) ? nil : try row.choice(11))
    }
}
