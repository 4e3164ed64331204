package import QuorumCore

/// A file that a project's rules no longer keep.
package struct ExpiredSource: Sendable, Hashable {
    package enum What: String, Sendable {
        /// Its upload and its recordings; texts and labels stay.
        case media
        /// All of a file that could not be cut.
        case draft
    }

    package let source: Source
    package let what: What
}

extension LabelStore {
    /// Files that a project's rules no longer keep.
    package func expiredSources(of project: ProjectID, at: Timestamp) async throws(StoreError) -> [ExpiredSource] {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            return try db.expiredSources(of: project, at: at)
        }
    }

    /// Erases what the rules of all projects no longer keep; files are listed until `forget` says that they are gone.
    ///
    /// - Returns: how many sources that was.
    package func applyRetention(at: Timestamp) async throws(StoreError) -> Int {
        let projects = try await read { (db) throws(StoreError) in
            var projects: [ProjectID] = []
            for row in try db.all(
                "SELECT project FROM storage_rule WHERE media_days IS NOT NULL OR draft_days IS NOT NULL")
            {
                projects.append(try row.id(0))
            }
            return projects
        }
        var count = 0
        for project in projects {
            // Looking takes long with many tasks, and nobody can answer during a write.
            guard try await !expiredSources(of: project, at: at).isEmpty else { continue }
            count += try await write { (db) throws(StoreError) in
                // One worker at a time; another finds nothing left.
                _ = try db.storageRules(of: project, locking: true)
                let expired = try db.expiredSources(of: project, at: at)
                if !expired.isEmpty { try db.erase(expired, of: project, at: at) }
                return expired.count
            }
        }
        return count
    }
}

extension Connection {
    fileprivate func expiredSources(of project: ProjectID, at: Timestamp) throws(StoreError) -> [ExpiredSource] {
        let rules = try storageRules(of: project).retention
        var expired: [ExpiredSource] = []
        if let days = rules.mediaDays {
            let start =
                switch rules.mediaAfter {
                case .settled:
                    """
                    SELECT MAX(d.decided_at) FROM chunk c JOIN task t ON t.chunk = c.id JOIN consensus d ON d.task = t.id
                    WHERE c.source = s.id
                    """
                case .frozen:
                    """
                    SELECT MIN(v.created_at) FROM chunk c JOIN task t ON t.chunk = c.id
                    JOIN version_example e ON e.task = t.id JOIN version v ON v.id = e.version WHERE c.source = s.id
                    """
                }
            expired += try sources(
                """
                s.state = 'ready' AND s.origin = 'upload' AND s.media_erased_at IS NULL AND (\(start)) <= $2
                AND NOT EXISTS (
                    SELECT 1 FROM chunk c JOIN task t ON t.chunk = c.id
                    WHERE c.source = s.id AND t.state <> 'settled' AND t.discarded = 0)
                """, of: project, before: at.earlier(byDays: days)
            ).map { ExpiredSource(source: $0, what: .media) }
        }
        if let days = rules.draftDays {
            expired += try sources(
                """
                s.state = 'failed'
                AND COALESCE((SELECT MAX(j.finished_at) FROM job j WHERE j.source = s.id), s.created_at) <= $2
                """, of: project, before: at.earlier(byDays: days)
            ).map { ExpiredSource(source: $0, what: .draft) }
        }
        return expired
    }

    private func sources(
        _ condition: String, of project: ProjectID, before: Timestamp
    ) throws(StoreError) -> [Source] {
        var sources: [Source] = []
        for row in try all(
            "SELECT \(Source.columns) FROM source s WHERE s.project = $1 AND \(condition) ORDER BY s.id", project,
            before)
        {
            sources.append(try Source(row))
        }
        return sources
    }

    fileprivate func erase(_ expired: [ExpiredSource], of project: ProjectID, at: Timestamp) throws(StoreError) {
        let id = try one(
            "INSERT INTO erasure (project, kind, sources, created_at) VALUES ($1, 'retention', $2, $3) RETURNING id",
            project, expired.count, at
        ).int64(0)
        for source in expired {
            let number = source.source.id
            try remove(.blob(source.source.sha256), later: id)
            try remove(.media("\(number)"), later: id)
            switch source.what {
            case .draft:
                try run("DELETE FROM job WHERE source = $1", number)
                try run("DELETE FROM upload WHERE source = $1", number)
                try run("DELETE FROM source WHERE id = $1", number)
                try eraseReasons(of: number, at: at)
            case .media:
                try lackMedia(of: number, because: id)
                try run("UPDATE source SET media_erased_at = $2 WHERE id = $1", number, at)
            }
            try audit(
                "source.expired", "source \(number)", detail: "\(source.what.rawValue) erasure \(id)", by: nil, at: at)
        }
        try run(
            """
            UPDATE erasure SET examples =
                (SELECT COALESCE(CAST(SUM(o.examples) AS BIGINT), 0) FROM version_erasure o WHERE o.erasure = $1)
            WHERE id = $1
            """, id)
        try removeResults(of: id)
    }

    /// Counts what versions lack without a source's recordings.
    private func lackMedia(of source: SourceID, because erasure: Int64) throws(StoreError) {
        try run(
            """
            INSERT INTO version_erasure (version, erasure, examples)
            SELECT e.version, CAST($2 AS BIGINT), COUNT(*) FROM chunk c JOIN task t ON t.chunk = c.id
            JOIN version_example e ON e.task = t.id WHERE c.source = $1 AND c.text IS NULL GROUP BY e.version
            ON CONFLICT (version, erasure) DO UPDATE SET examples = version_erasure.examples + excluded.examples
            """, source, erasure)
    }
}

extension Timestamp {
    fileprivate func earlier(byDays days: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds - Int64(days) * 86_400_000)
    }
}
