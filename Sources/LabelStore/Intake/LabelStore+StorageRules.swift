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

    /// Limits the bytes of a project's uploads; what is there stays, also if it is more.
    ///
    /// - Parameter quota: nil for no limit.
    package func setQuota(
        _ quota: Int64?, of project: ProjectID, by admin: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.makeStorageRule(of: project)
            try db.run("UPDATE storage_rule SET quota = $2 WHERE project = $1", project, quota)
            try db.audit(
                "storage.quota", "project \(project)", detail: quota.map { "\($0)" } ?? "none", by: admin, at: at)
        }
    }

    /// Says what files of a project must be and tell; holds for those that come after, and for what is frozen after.
    package func setStorageRules(
        _ rules: StorageRules, of project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.makeStorageRule(of: project)
            try db.run(
                """
                UPDATE storage_rule SET types = $2, needs_consent = $3, needs_licence = $4, media_days = $5,
                                        media_after = $6, draft_days = $7
                WHERE project = $1
                """,
                project, rules.types.joined(separator: " "), rules.needsConsent ? 1 : 0, rules.needsLicence ? 1 : 0,
                rules.retention.mediaDays, rules.retention.mediaAfter.rawValue, rules.retention.draftDays)
            try db.audit(
                "storage.rules", "project \(project)",
                detail: "types \(rules.types.isEmpty ? "any" : rules.types.joined(separator: " ")) "
                    + "consent \(rules.needsConsent) licence \(rules.needsLicence) \(rules.retention)", by: manager,
                at: at)
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

    fileprivate func makeStorageRule(of project: ProjectID) throws(StoreError) {
        _ = try self.project(project)
        try run("INSERT INTO storage_rule (project) VALUES ($1) ON CONFLICT (project) DO NOTHING", project)
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
