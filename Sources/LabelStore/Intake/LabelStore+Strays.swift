package import QuorumCore

/// What is known of the files that a source was cut into.
package struct SourceFiles: Sendable, Hashable {
    /// Jobs that may record more of them.
    package let jobs: Set<JobID>
    /// The folders of its recordings, as keys have them; nil where folders are not recorded, as of a text.
    package let folders: Set<String>?
}

extension LabelStore {
    /// Takes the turn to look for files that nothing names.
    ///
    /// - Parameter pause: how long after the last turn there is another, of all processes on the service.
    /// - Returns: whether it is this process's turn.
    package func takeStraySweep(every pause: Duration, at: Timestamp) async throws(StoreError) -> Bool {
        try await write { (db) throws(StoreError) in
            try db.run(
                "UPDATE media_location SET swept_at = $1 WHERE swept_at IS NULL OR swept_at <= $2", at,
                at.advanced(by: .zero - pause)) == 1
        }
    }

    /// Records that files which nothing named were removed.
    package func noteStrays(files: Int, bytes: Int64, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.audit("storage.swept", "service", detail: "\(files) files \(bytes) bytes", by: nil, at: at)
        }
    }

    /// Whether a source names an upload, be it one that could not be cut.
    package func isNamed(sha256: String) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first(
                "SELECT 1 FROM source WHERE sha256 = $1 AND origin = 'upload' AND media_erased_at IS NULL LIMIT 1",
                sha256) != nil
        }
    }

    /// Jobs and recordings as they are at one moment: a job that has ended by then records nothing more.
    package func files(of source: SourceID) async throws(StoreError) -> SourceFiles {
        try await read { (db) throws(StoreError) in
            var jobs: Set<JobID> = []
            for row in try db.all(
                "SELECT id FROM job WHERE source = $1 AND state IN ('queued', 'running')", source)
            { jobs.insert(try row.id(0)) }
            let row = try db.first("SELECT state FROM source WHERE id = $1 AND media_erased_at IS NULL", source)
            guard let state = try row?.text(0), state != SourceState.failed.rawValue else {
                return SourceFiles(jobs: jobs, folders: [])
            }
            var folders: Set<String> = []
            for row in try db.all(
                "SELECT media_key FROM chunk WHERE source = $1 AND media_key IS NOT NULL", source)
            { folders.insert(try row.text(0).split(separator: "/").dropLast().joined(separator: "/")) }
            return SourceFiles(jobs: jobs, folders: folders.isEmpty ? nil : folders)
        }
    }

    package func hasVersion(digest: String) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT 1 FROM version WHERE digest = $1 LIMIT 1", digest) != nil
        }
    }

    /// What the service calls itself in its storage; nil before it has taken that for its own.
    package func mediaOwner() async throws(StoreError) -> String? {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT owner FROM media_location")?.optionalText(0)
        }
    }

    /// - Parameter owner: nil for a copy of a service, which does not own the storage that it reads.
    package func setMediaOwner(_ owner: String?) async throws(StoreError) {
        try await write { (db) throws(StoreError) in try db.run("UPDATE media_location SET owner = $1", owner) }
    }
}
