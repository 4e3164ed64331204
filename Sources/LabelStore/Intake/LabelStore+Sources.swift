package import QuorumCore

extension LabelStore {
    /// Records a file and queues the job that cuts it.
    ///
    /// A file whose cutting failed may be sent again: it is tried anew under the same number.
    ///
    /// - Throws: `.conflict` when the project has a file with the same bytes; `.invalid` or `.quotaFull` when it does not
    ///   take this one.
    package func addSource(_ new: NewSource, by admin: UserID, at: Timestamp) async throws(StoreError) -> Source {
        try await write { (db) throws(StoreError) in
            _ = try db.project(new.project)
            try db.reserve(new.bytes, in: new.project, filename: new.filename, details: new.details)
            return try db.source(db.addSource(new, by: admin, at: at))
        }
    }

    /// Forgets a source that could not be cut, its jobs, and why; the audit record keeps that it was there.
    ///
    /// - Throws: `.conflict` for a source in any other state: answers may rest on it.
    package func removeFailedSource(
        _ id: SourceID, in project: ProjectID, by admin: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            guard
                let row = try db.first(
                    "SELECT state, filename FROM source WHERE id = $1 AND project = $2 \(db.dialect.forUpdate)", id,
                    project)
            else { throw StoreError(.notFound, "The project has no source \(id).") }
            guard try row.text(0) == SourceState.failed.rawValue else {
                throw StoreError(.conflict, "\"\(try row.text(1))\" did not fail; only failed files can be removed.")
            }
            try db.run("DELETE FROM job WHERE source = $1", id)
            try db.run("DELETE FROM upload WHERE source = $1", id)
            try db.run("DELETE FROM source WHERE id = $1", id)
            try db.eraseReasons(of: id, at: at)
            try db.audit("source.removed", "source \(id)", by: admin, at: at)
        }
    }

    /// Whether a source of any project needs the file with these bytes: not one that failed, nor one whose recording was
    /// erased.
    package func isInUse(sha256: String) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first(
                """
                SELECT 1 FROM source WHERE sha256 = $1 AND state <> 'failed' AND origin = 'upload'
                AND media_erased_at IS NULL LIMIT 1
                """, sha256) != nil
        }
    }

    /// The project's sources in the order they came.
    package func sources(in project: ProjectID) async throws(StoreError) -> [Source] {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            var sources: [Source] = []
            for row in try db.all("SELECT \(Source.columns) FROM source s WHERE s.project = $1 ORDER BY s.id", project)
            {
                sources.append(try Source(row))
            }
            return sources
        }
    }

    package func source(_ id: SourceID) async throws(StoreError) -> Source {
        try await read { (db) throws(StoreError) in try db.source(id) }
    }
}

extension Connection {
    func source(_ id: SourceID) throws(StoreError) -> Source {
        guard let row = try first("SELECT \(Source.columns) FROM source s WHERE s.id = $1", id) else {
            throw StoreError(.notFound, "There is no source \(id).")
        }
        return try Source(row)
    }

    /// Records a file for which there is room, and queues the job that cuts it.
    func addSource(_ new: NewSource, by uploader: UserID, at: Timestamp) throws(StoreError) -> SourceID {
        let present = try refuseDuplicate(new.sha256, in: new.project)
        let id: SourceID
        if let present {
            try retry(present, with: new, by: uploader)
            id = present
        } else {
            id = try insert(new, by: uploader, at: at)
        }
        try run(
            "INSERT INTO job (project, kind, source, state, created_at) VALUES ($1, 'chunk', $2, 'queued', $3)",
            new.project, id, at)
        try audit("source.added", "source \(id)", detail: new.sha256, by: uploader, at: at)
        return id
    }

    /// - Returns: the source with these bytes that failed, if there is one.
    /// - Throws: `.conflict` when there is one that did not.
    @discardableResult
    func refuseDuplicate(_ sha256: String, in project: ProjectID) throws(StoreError) -> SourceID? {
        guard
            let present = try first(
                "SELECT id, filename, state FROM source WHERE project = $1 AND sha256 = $2 \(dialect.forUpdate)",
                project, sha256)
        else { return nil }
        guard try present.text(2) == SourceState.failed.rawValue else {
            throw StoreError(
                .conflict, "The project has this file already, as \"\(try present.text(1))\"; there is nothing to do.")
        }
        return try present.id(0)
    }

    fileprivate func insert(_ new: NewSource, by uploader: UserID, at: Timestamp) throws(StoreError) -> SourceID {
        try one(
            """
            INSERT INTO source (project, filename, sha256, bytes, state, group_name, language, licence, consent,
                                created_at, uploader)
            VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, $9, $10) RETURNING id
            """,
            new.project, new.filename, new.sha256, new.bytes, new.details.group, new.details.language,
            new.details.licence, new.details.consent, at, uploader
        ).id(0)
    }

    fileprivate func retry(_ id: SourceID, with new: NewSource, by uploader: UserID) throws(StoreError) {
        try run(
            """
            UPDATE source SET state = 'queued', failure = NULL, filename = $2, group_name = $3, language = $4,
                              licence = $5, consent = $6, uploader = $7
            WHERE id = $1
            """,
            id, new.filename, new.details.group, new.details.language, new.details.licence, new.details.consent,
            uploader)
    }
}

extension Source {
    /// Of `source s`.
    static let columns = """
        s.id, s.project, s.filename, s.sha256, s.bytes, s.kind, s.state, s.failure, s.group_name, s.language, \
        s.licence, s.consent, s.duration, s.created_at
        """
    static let width = 14

    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), project: try row.id(1), filename: try row.text(2), sha256: try row.text(3),
            bytes: try row.int64(4), kind: row.isNull(5) ? nil : try row.choice(5), state: try row.choice(6),
            failure: try row.optionalText(7),
            details: SourceDetails(
                group: try row.optionalText(8), language: try row.optionalText(9), licence: try row.optionalText(10),
                consent: try row.optionalText(11)),
            duration: try row.optionalDouble(12), createdAt: try row.timestamp(13))
    }
}
