package import QuorumCore

extension LabelStore {
    /// What the place of the files is called when it is the data folder.
    package static let mediaFolder = "folder"

    /// Where the files of this database are kept; the data folder, where nobody said otherwise.
    package func mediaLocation() async throws(StoreError) -> String {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT name FROM media_location")?.text(0) ?? Self.mediaFolder
        }
    }

    /// Where files are kept, or will be if that is yet to be settled.
    package func mediaLocation(orNew name: String) async throws(StoreError) -> String {
        try await read { (db) throws(StoreError) in try db.mediaLocation(orNew: name) }
    }

    /// Notes where files are to be kept, unless that is settled.
    ///
    /// - Returns: where they are kept.
    package func settleMediaLocation(_ name: String) async throws(StoreError) -> String {
        let known = try await read { (db) throws(StoreError) in
            try db.first("SELECT name FROM media_location")?.text(0)
        }
        if let known { return known }
        return try await write { (db) throws(StoreError) in
            try db.run(
                "INSERT INTO media_location (id, name) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
                try db.mediaLocation(orNew: name))
            return try db.one("SELECT name FROM media_location").text(0)
        }
    }

    /// Records that the files were moved.
    package func moveMedia(to name: String, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run(
                """
                INSERT INTO media_location (id, name) VALUES (1, $1)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name
                """, name)
            try db.audit("storage.moved", "service", by: nil, at: at)
        }
    }

    /// Calls `body` while no other process on the same PostgreSQL database is in such a call; an SQLite database has
    /// its processes on one machine, where files keep them apart.
    package func withBlobLock<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await engine.holdingBlobs(body)
    }
}

extension Connection {
    fileprivate func mediaLocation(orNew name: String) throws(StoreError) -> String {
        if let known = try first("SELECT name FROM media_location") { return try known.text(0) }
        // Before there was a choice, they were kept in the folder.
        let hasFiles = try first("SELECT 1 FROM source WHERE origin = 'upload' LIMIT 1") != nil
        return hasFiles ? LabelStore.mediaFolder : name
    }
}
