package import QuorumCore

extension LabelStore {
    /// Writes the database as it is at one moment to a new file, while it is in use.
    ///
    /// - Throws: `.invalid` for a PostgreSQL database, which pg_dump backs up.
    package func copy(to path: String) async throws(StoreError) {
        try await engine.copy(to: path)
    }

    /// Looks for damage: broken pages and indexes, rows that refer to nothing.
    ///
    /// - Returns: what is wrong, in the database's words; empty when nothing is.
    package func findDamage() async throws(StoreError) -> [String] {
        try await engine.findDamage()
    }

    /// SHA-256 of the uploads that are kept: all but those that failed and those that were kept long enough. Of imported
    /// tables no file is.
    package func uploadsInUse() async throws(StoreError) -> [String] {
        try await read { (db) throws(StoreError) in
            var uploads: [String] = []
            for row in try db.all(
                """
                SELECT DISTINCT sha256 FROM source
                WHERE state <> 'failed' AND origin = 'upload' AND media_erased_at IS NULL
                """)
            {
                uploads.append(try row.text(0))
            }
            return uploads
        }
    }

    /// The sources that were cut or are still to be, and whose files were not erased.
    package func sourcesWithMedia() async throws(StoreError) -> Set<SourceID> {
        try await read { (db) throws(StoreError) in
            var numbers: Set<SourceID> = []
            for row in try db.all("SELECT id FROM source WHERE state <> 'failed' AND media_erased_at IS NULL") {
                numbers.insert(try row.id(0))
            }
            return numbers
        }
    }

    /// The digests of all versions.
    package func versionDigests() async throws(StoreError) -> Set<String> {
        try await read { (db) throws(StoreError) in
            var digests: Set<String> = []
            for row in try db.all("SELECT digest FROM version") { digests.insert(try row.text(0)) }
            return digests
        }
    }

    /// A page of the chunks that are recordings and are kept, each with the key of its file.
    ///
    /// - Parameter after: the last chunk of the page before.
    package func recordings(
        after: ChunkID?, limit: Int
    ) async throws(StoreError) -> [(chunk: ChunkID, key: String)] {
        try await read { (db) throws(StoreError) in
            var recordings: [(chunk: ChunkID, key: String)] = []
            for row in try db.all(
                """
                SELECT c.id, c.media_key FROM chunk c JOIN source s ON s.id = c.source
                WHERE c.id > $1 AND c.media_key IS NOT NULL AND s.media_erased_at IS NULL ORDER BY c.id LIMIT $2
                """,
                after?.value ?? 0, limit)
            {
                recordings.append((try row.id(0), try row.text(1)))
            }
            return recordings
        }
    }
}
