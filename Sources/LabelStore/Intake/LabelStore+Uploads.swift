package import QuorumCore

/// A file that is about to come in piece by piece.
package struct NewUpload: Sendable {
    package let project: ProjectID
    package let filename: String
    package let details: SourceDetails
    package let sha256: String?
    package let length: Int64

    package init(project: ProjectID, filename: String, details: SourceDetails, sha256: String?, length: Int64) {
        self.project = project
        self.filename = filename
        self.details = details
        self.sha256 = sha256
        self.length = length
    }
}

extension LabelStore {
    /// Reserves the room for a file.
    ///
    /// - Throws: `.conflict` when the project has a file with the announced SHA-256; `.invalid` or `.quotaFull` when it
    ///   does not take this one.
    package func beginUpload(
        _ new: NewUpload, by user: UserID, for life: Duration, at: Timestamp
    ) async throws(StoreError) -> Upload {
        try await write { (db) throws(StoreError) in
            _ = try db.project(new.project)
            try db.reserve(new.length, in: new.project, filename: new.filename, details: new.details)
            if let sha256 = new.sha256 { try db.refuseDuplicate(sha256, in: new.project) }
            let row = try db.one(
                """
                INSERT INTO upload (project, uploader, filename, group_name, language, licence, consent, sha256, length,
                                    created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
                """,
                new.project, user, new.filename, new.details.group, new.details.language, new.details.licence,
                new.details.consent, new.sha256, new.length, at, at.advanced(by: life))
            return try db.upload(row.id(0))
        }
    }

    /// - Throws: `.notFound` for one of another project or person, `.gone` for one that is over.
    package func upload(
        _ id: UploadID, in project: ProjectID, of user: UserID, at: Timestamp
    ) async throws(StoreError) -> Upload {
        try await read { (db) throws(StoreError) in
            let upload = try db.upload(id)
            guard upload.project == project, upload.uploader == user else { throw StoreError.missing(id) }
            guard upload.expiresAt > at else {
                throw StoreError(.gone, "The upload of \"\(upload.filename)\" is over; start it anew.")
            }
            return upload
        }
    }

    /// Records that more of a file is on the disk, and keeps it for longer.
    ///
    /// - Throws: `.notFound` when it was ended meanwhile.
    @discardableResult
    package func advanceUpload(
        _ id: UploadID, to position: Int64, for life: Duration, at: Timestamp
    ) async throws(StoreError) -> Upload {
        try await write { (db) throws(StoreError) in
            let changed = try db.run(
                "UPDATE upload SET position = $2, expires_at = $3 WHERE id = $1 AND source IS NULL", id, position,
                at.advanced(by: life))
            guard changed == 1 else { throw StoreError.missing(id) }
            return try db.upload(id)
        }
    }

    /// Makes a source of a file that has come in whole.
    ///
    /// - Throws: `.conflict` when the project has a file with the same bytes.
    package func finishUpload(
        _ id: UploadID, sha256: String, for life: Duration, at: Timestamp
    ) async throws(StoreError) -> Upload {
        try await write { (db) throws(StoreError) in
            let upload = try db.upload(id)
            let source = try db.addSource(
                NewSource(
                    project: upload.project, filename: upload.filename, sha256: sha256, bytes: upload.length,
                    details: upload.details), by: upload.uploader, at: at)
            try db.run(
                "UPDATE upload SET position = length, source = $2, expires_at = $3 WHERE id = $1", id, source,
                at.advanced(by: life))
            return try db.upload(id)
        }
    }

    /// Forgets an upload; a source it became stays.
    package func removeUpload(_ id: UploadID) async throws(StoreError) {
        try await write { (db) throws(StoreError) in try db.run("DELETE FROM upload WHERE id = $1", id) }
    }

    /// Uploads that nobody went on with in time, and those long done.
    package func expiredUploads(at: Timestamp) async throws(StoreError) -> [UploadID] {
        try await read { (db) throws(StoreError) in
            var ids: [UploadID] = []
            for row in try db.all("SELECT id FROM upload WHERE expires_at <= $1 ORDER BY id LIMIT 1000", at) {
                ids.append(try row.id(0))
            }
            return ids
        }
    }

    /// Whether somebody may still send more of it.
    package func isUnderWay(_ id: UploadID) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT 1 FROM upload WHERE id = $1 AND source IS NULL", id) != nil
        }
    }
}

extension Connection {
    fileprivate func upload(_ id: UploadID) throws(StoreError) -> Upload {
        guard
            let row = try first(
                """
                SELECT project, uploader, filename, group_name, language, licence, consent, sha256, length, position,
                       source, expires_at
                FROM upload WHERE id = $1
                """, id)
        else { throw StoreError.missing(id) }
        return Upload(
            id: id, project: try row.id(0), uploader: try row.id(1), filename: try row.text(2),
            details: SourceDetails(
                group: try row.optionalText(3), language: try row.optionalText(4), licence: try row.optionalText(5),
                consent: try row.optionalText(6)),
            sha256: try row.optionalText(7), length: try row.int64(8), offset: try row.int64(9),
            source: try row.optionalInt64(10).map { SourceID($0) }, expiresAt: try row.timestamp(11))
    }
}

extension StoreError {
    fileprivate static func missing(_ id: UploadID) -> StoreError {
        StoreError(.notFound, "There is no upload \(id); start it anew.")
    }
}
