package import QuorumCore

extension LabelStore {
    package func storageRules(of project: ProjectID) async throws(StoreError) -> StorageRules {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            return try db.storageRules(of: project)
        }
    }

    /// How much a project keeps; rows of imported tables, of which no file is kept, do not count.
    package func storageUse(of project: ProjectID) async throws(StoreError) -> StorageUse {
        try await read { (db) throws(StoreError) in try db.storageUse(of: project) }
    }

    /// Gives a project other rules for its files. They hold for files that come after, and for what is frozen after; what
    /// is there stays, also if it is more than the quota.
    ///
    /// - Parameters:
    ///   - before: the rules as whoever changes them knows them.
    ///   - after: the rules as they are to be.
    /// - Throws: `.stale` when the rules are not `before` any more.
    package func changeStorageRules(
        from before: StorageRules, to after: StorageRules, of project: ProjectID, by user: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            _ = try db.project(project)
            try db.run("INSERT INTO storage_rule (project) VALUES ($1) ON CONFLICT (project) DO NOTHING", project)
            guard try db.storageRules(of: project, locking: true) == before else {
                throw StoreError(
                    .stale, "Somebody has changed the rules in the meantime; look at them, then change yours.")
            }
            guard after != before else { return }
            try db.run(
                """
                UPDATE storage_rule SET types = $2, needs_consent = $3, needs_licence = $4, media_days = $5,
                                        media_after = $6, draft_days = $7, quota = $8
                WHERE project = $1
                """,
                project, after.types.joined(separator: " "), after.needsConsent ? 1 : 0, after.needsLicence ? 1 : 0,
                after.retention.mediaDays, after.retention.mediaAfter.rawValue, after.retention.draftDays, after.quota)
            try db.auditStorageRules(from: before, to: after, of: project, by: user, at: at)
        }
    }

    /// Refuses a file that a project would not take, before its bytes come in.
    ///
    /// - Parameter bytes: nil where nobody said.
    /// - Throws: `.invalid` for what it is or does not tell, `.quotaFull` for how large it is.
    package func checkIntake(
        filename: String, details: SourceDetails, bytes: Int64?, to project: ProjectID
    ) async throws(StoreError) {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            let rules = try db.storageRules(of: project)
            try rules.check(filename: filename, details: details)
            try db.checkRoom(for: bytes ?? 0, in: project, rules)
        }
    }
}

extension Connection {
    func storageRules(of project: ProjectID, locking: Bool = false) throws(StoreError) -> StorageRules {
        guard
            let row = try first(
                """
                SELECT quota, types, needs_consent, needs_licence, media_days, media_after, draft_days
                FROM storage_rule WHERE project = $1
                \(locking ? dialect.forUpdate : "")
                """, project)
        else { return .none }
        return StorageRules(
            quota: try row.optionalInt64(0), types: try row.text(1).split(separator: " ").map(String.init),
            needsConsent: try row.int(2) == 1, needsLicence: try row.int(3) == 1,
            retention: RetentionRules(
                mediaDays: try row.optionalInt64(4).map { Int($0) }, mediaAfter: try row.choice(5),
                draftDays: try row.optionalInt64(6).map { Int($0) }))
    }

    func storageUse(of project: ProjectID) throws(StoreError) -> StorageUse {
        let whole = try one(
            """
            SELECT COUNT(*), COALESCE(CAST(SUM(bytes) AS \(dialect.integer)), 0) FROM source
            WHERE project = $1 AND origin = 'upload' AND state <> 'failed' AND media_erased_at IS NULL
            """, project)
        let pending = try one(
            """
            SELECT COUNT(*), COALESCE(CAST(SUM(length) AS \(dialect.integer)), 0) FROM upload
            WHERE project = $1 AND source IS NULL
            """, project)
        return StorageUse(
            files: try whole.int(0), bytes: try whole.int64(1), pendingFiles: try pending.int(0),
            pendingBytes: try pending.int64(1))
    }

    /// Holds the project's quota until the transaction ends, so that two files do not share the last room.
    func reserve(_ bytes: Int64, in project: ProjectID, filename: String, details: SourceDetails) throws(StoreError) {
        let rules = try storageRules(of: project, locking: true)
        try rules.check(filename: filename, details: details)
        try checkRoom(for: bytes, in: project, rules)
    }

    func checkRoom(for bytes: Int64, in project: ProjectID, _ rules: StorageRules) throws(StoreError) {
        guard let quota = rules.quota else { return }
        let use = try storageUse(of: project)
        guard bytes <= quota - use.bytes - use.pendingBytes else {
            throw StoreError(
                .quotaFull,
                "The project may keep \(quota) bytes and has \(use.bytes), with \(use.pendingBytes) on their way, so there "
                    + "is no room for \(bytes) more; have an admin raise its quota, or erase files.")
        }
    }

    fileprivate func auditStorageRules(
        from before: StorageRules, to after: StorageRules, of project: ProjectID, by user: UserID, at: Timestamp
    ) throws(StoreError) {
        if after.quota != before.quota {
            let quota = after.quota.map { "\($0)" } ?? "none"
            try audit("storage.quota", "project \(project)", detail: quota, by: user, at: at)
        }
        var rest = before
        rest.quota = after.quota
        guard after != rest else { return }
        let types = after.types.isEmpty ? "any" : after.types.joined(separator: " ")
        try audit(
            "storage.rules", "project \(project)",
            detail: "types \(types) consent \(after.needsConsent) licence \(after.needsLicence) \(after.retention)",
            by: user, at: at)
    }
}

extension StorageRules {
    /// - Throws: `.invalid` with the field that is wrong or missing.
    func check(filename: String, details: SourceDetails) throws(StoreError) {
        let ending = filename.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        guard types.isEmpty || types.contains(ending.lowercased()) else {
            throw StoreError(
                .invalid, "The project takes only files whose names end in: \(types.joined(separator: ", ")).",
                field: "filename")
        }
        try check(details)
    }

    /// - Throws: `.invalid` with the field that is missing.
    func check(_ details: SourceDetails) throws(StoreError) {
        guard !needsConsent || details.consent != nil else {
            throw StoreError(
                .invalid, "The project takes only files with a consent; say on what consent this one rests.",
                field: "consent")
        }
        guard !needsLicence || details.licence != nil else {
            throw StoreError(
                .invalid, "The project takes only files with a licence; say under what licence this one is.",
                field: "licence")
        }
    }
}
