package import QuorumCore

/// What a database knows of the mark at the place of its files.
package struct MediaMark: Sendable, Equatable {
    package let deployment: String
    /// Where the mark is.
    package let place: String
    /// What the mark says, as far as is known.
    package let turn: String?
    /// What it says if whoever wrote it could not note that any more.
    package let next: String?

    /// Whether a mark with this turn was written by who has this database.
    package func knows(_ turn: String) -> Bool { turn == self.turn || turn == next }
}

extension LabelStore {
    /// nil before the first mark, and in a restored copy.
    package func mediaMark() async throws(StoreError) -> MediaMark? {
        try await read { (db) throws(StoreError) in
            guard let row = try db.first("SELECT deployment, place, turn, next_turn FROM media_mark") else {
                return nil
            }
            return MediaMark(
                deployment: try row.text(0), place: try row.text(1), turn: try row.optionalText(2),
                next: try row.optionalText(3))
        }
    }

    /// Notes the mark that is about to be written. Of another place than before nothing is known.
    ///
    /// - Parameter isTaken: whether the place becomes its own only now.
    package func prepareMediaMark(
        _ deployment: String, at place: String, next turn: String, isTaken: Bool, at now: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM media_mark WHERE place <> $1", place)
            try db.run(
                """
                INSERT INTO media_mark (id, deployment, place, next_turn, taken_at) VALUES (1, $1, $2, $3, $4)
                ON CONFLICT (id) DO UPDATE SET next_turn = excluded.next_turn,
                    taken_at = COALESCE(media_mark.taken_at, excluded.taken_at)
                """, deployment, place, turn, now)
            if isTaken { try db.run("UPDATE media_mark SET taken_at = $1", now) }
        }
    }

    /// Notes that it was written.
    package func confirmMediaMark() async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run("UPDATE media_mark SET turn = next_turn, next_turn = NULL WHERE next_turn IS NOT NULL")
        }
    }

    /// Makes this database, a restored one, that of another deployment: files in a storage are not its own yet, those of
    /// the data folder were restored with it.
    package func forgetMediaMark() async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM media_mark")
            try db.run("UPDATE media_location SET restored = 1 WHERE name <> $1", Self.mediaFolder)
        }
    }

    /// Whether this database was restored, and the files that it names stayed where they were.
    package func isRestoredBesideMedia() async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT 1 FROM media_location WHERE restored = 1") != nil
        }
    }

    /// Takes the turn to sweep files that nothing names.
    ///
    /// - Returns: false while the last sweep, or the place as its own, is younger than `interval`.
    package func beginStraySweep(every interval: Duration, at now: Timestamp) async throws(StoreError) -> Bool {
        try await write { (db) throws(StoreError) in
            try db.run(
                """
                UPDATE media_mark SET swept_at = $1
                WHERE taken_at <= $2 AND (swept_at IS NULL OR swept_at <= $2)
                """, now, now.advanced(by: .zero - interval)) > 0
        }
    }

    /// Puts into the record that files went which nothing named.
    package func recordStraySweep(files: Int, at now: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.audit("storage.swept", "service", detail: "\(files) files", by: nil, at: now)
        }
    }
}
