package import QuorumCore

extension LabelStore {
    /// What an erasure would take away.
    ///
    /// - Throws: `.notFound` when the project has nothing of the subject.
    package func holdings(of subject: ErasureSubject, in project: ProjectID) async throws(StoreError) -> DataErasure {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            let found = try db.holdings(of: subject, in: project)
            guard !found.isEmpty else { throw subject.missing }
            return found
        }
    }

    /// Takes away what a person said or wrote, or all of a file: chunks, tasks, answers to them, predictions, labels,
    /// and their places in frozen versions, in one transaction.
    ///
    /// What stays is a tombstone: how much of each went and when, and for each version how many examples it lacks. Files
    /// are listed by it until `forget` says that they are gone.
    ///
    /// - Throws: `.notFound` when the project has nothing of the subject.
    /// - Complexity: O(*n*) look-ups by index for *n* rows that go.
    package func erase(
        _ subject: ErasureSubject, in project: ProjectID, by actor: UserID?, at: Timestamp
    ) async throws(StoreError) -> DataErasure {
        try await write { (db) throws(StoreError) in
            _ = try db.first("SELECT id FROM project WHERE id = $1 \(db.dialect.forUpdate)", project)
            if let overwrite = db.dialect.overwriteDeleted { _ = try db.all(overwrite) }
            _ = try db.project(project)
            let found = try db.holdings(of: subject, in: project)
            guard !found.isEmpty else { throw subject.missing }
            let kind = if case .source = subject { "source" } else { "speaker" }
            let id = try db.one(
                """
                INSERT INTO erasure (project, kind, sources, chunks, answers, predictions, examples, actor, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
                """, project, kind, found.sources, found.chunks, found.answers, found.predictions, found.examples,
                actor,
                at
            ).int64(0)
            _ = try db.execute(
                """
                UPDATE chunk SET erasure = $3 WHERE id IN (
                    SELECT c.id FROM chunk c JOIN source s ON s.id = c.source
                    WHERE s.project = $1 AND \(subject.chunks))
                """, [project, subject.value, id])
            // Nobody answers meanwhile.
            _ = try db.all(
                "SELECT t.id FROM task t WHERE t.id IN (\(ErasureStatements.tasks)) \(db.dialect.forUpdate)", id)
            try db.noteVersions(id)
            try db.removeTasks(of: id)
            try db.removeSources(of: subject, in: project, erasure: id, at: at)
            try db.audit(
                "data.erased", "project \(project)",
                detail:
                    "erasure \(id) \(kind): \(found.sources) sources \(found.chunks) chunks \(found.answers) answers "
                    + "\(found.predictions) predictions \(found.examples) examples", by: actor, at: at)
            return DataErasure(
                id: id, sources: found.sources, chunks: found.chunks, answers: found.answers,
                predictions: found.predictions, examples: found.examples)
        }
    }

    /// Files that erasures have to remove yet, of all projects.
    package func erasedFiles(limit: Int = 1000) async throws(StoreError) -> [ErasedFile] {
        try await read { (db) throws(StoreError) in
            var files: [ErasedFile] = []
            for row in try db.all("SELECT DISTINCT kind, name FROM erasure_file ORDER BY kind, name LIMIT $1", limit) {
                let name = try row.text(1)
                switch try row.text(0) {
                case "blob": files.append(.blob(name))
                case "media": files.append(.media(name))
                default: files.append(.result(name))
                }
            }
            return files
        }
    }

    /// Records that a file is gone.
    package func forget(_ file: ErasedFile) async throws(StoreError) {
        let (kind, name) = file.words
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM erasure_file WHERE kind = $1 AND name = $2", kind, name)
        }
    }
}

extension ErasedFile {
    fileprivate var words: (kind: String, name: String) {
        switch self {
        case .blob(let sha256): ("blob", sha256)
        case .media(let key): ("media", key)
        case .result(let digest): ("result", digest)
        }
    }
}

extension ErasureSubject {
    /// `$2` of `chunks` and `sources`.
    fileprivate var value: any SQLConvertible {
        switch self {
        case .source(let id): id
        case .speaker(let name): name
        }
    }

    /// Whether `chunk c` of `source s` is of the subject.
    fileprivate var chunks: String {
        switch self {
        case .source: "s.id = $2"
        case .speaker: "COALESCE(c.group_name, s.group_name) = $2"
        }
    }

    /// Whether `source s` is, but for chunks of others.
    fileprivate var sources: String {
        switch self {
        case .source: "s.id = $2"
        case .speaker:
            """
            s.group_name = $2 AND NOT EXISTS (
                SELECT 1 FROM chunk o WHERE o.source = s.id AND o.group_name IS NOT NULL AND o.group_name <> $2)
            """
        }
    }

    fileprivate var missing: StoreError {
        switch self {
        case .source(let id): StoreError(.notFound, "The project has no source \(id).")
        case .speaker(let name):
            StoreError(.notFound, "The project has nothing of a group named \"\(name)\".", field: "speaker")
        }
    }
}

extension Connection {
    fileprivate func holdings(of subject: ErasureSubject, in project: ProjectID) throws(StoreError) -> DataErasure {
        func count(_ rows: String) throws(StoreError) -> Int {
            try query(
                """
                SELECT COUNT(*) FROM source s JOIN chunk c ON c.source = s.id \(rows)
                WHERE s.project = $1 AND \(subject.chunks)
                """, [project, subject.value])[0].int(0)
        }
        var files = try query(
            "SELECT COUNT(*) FROM source s WHERE s.project = $1 AND \(subject.sources)", [project, subject.value])[0]
            .int(0)
        if case .speaker(let name) = subject {
            files += try one(
                "SELECT COUNT(*) FROM upload WHERE project = $1 AND group_name = $2 AND source IS NULL", project, name
            ).int(0)
        }
        return DataErasure(
            id: nil, sources: files,
            chunks: try count(""),
            answers: try count("JOIN task t ON t.chunk = c.id JOIN annotation a ON a.task = t.id"),
            predictions: try count("JOIN task t ON t.chunk = c.id JOIN prediction p ON p.task = t.id"),
            examples: try count("JOIN task t ON t.chunk = c.id JOIN version_example e ON e.task = t.id"))
    }

    /// Notes what each version is going to lack, and that its reports and exports have to go.
    fileprivate func noteVersions(_ erasure: Int64) throws(StoreError) {
        try run(
            """
            INSERT INTO version_erasure (version, erasure, examples)
            SELECT e.version, c.erasure, COUNT(*) FROM chunk c JOIN task t ON t.chunk = c.id
            JOIN source s ON s.id = c.source JOIN version_example e ON e.task = t.id
            WHERE c.erasure = $1 AND \(VersionExample.isWhole) GROUP BY e.version, c.erasure
            """, erasure)
        try removeResults(of: erasure)
    }

    /// What was made of versions that lack something now has to go.
    func removeResults(of erasure: Int64) throws(StoreError) {
        try run(
            """
            INSERT INTO erasure_file (erasure, kind, name)
            SELECT DISTINCT o.erasure, 'result', v.digest FROM version_erasure o JOIN version v ON v.id = o.version
            WHERE o.erasure = $1
            """, erasure)
    }

    fileprivate func removeTasks(of erasure: Int64) throws(StoreError) {
        let named = try all(ErasureStatements.groups, erasure)
        let alike = try all(ErasureStatements.taskGroups, erasure)
        for statement in ErasureStatements.all { try run(statement, erasure) }
        for group in named { try run(ErasureStatements.removeGroup, group.int64(0), group.text(1)) }
        for group in alike {
            for statement in ErasureStatements.shrinkTaskGroup { try run(statement, group.int64(0)) }
        }
    }

    fileprivate func removeSources(
        of subject: ErasureSubject, in project: ProjectID, erasure: Int64, at: Timestamp
    ) throws(StoreError) {
        for row in try query(
            "SELECT s.id, s.sha256, s.origin FROM source s WHERE s.project = $1 AND \(subject.sources)",
            [project, subject.value])
        {
            let source: SourceID = try row.id(0)
            if try row.text(2) == "upload" { try remove(.blob(row.text(1)), later: erasure) }
            try remove(.media("\(source)"), later: erasure)
            try run("DELETE FROM job WHERE source = $1", source)
            try run("DELETE FROM upload WHERE source = $1", source)
            try run("DELETE FROM source WHERE id = $1", source)
            try eraseReasons(of: source, at: at)
        }
        if case .speaker(let name) = subject {
            try run("DELETE FROM upload WHERE project = $1 AND group_name = $2", project, name)
            try run("UPDATE source SET group_name = NULL WHERE project = $1 AND group_name = $2", project, name)
        }
    }

    func remove(_ file: ErasedFile, later erasure: Int64) throws(StoreError) {
        let (kind, name) = file.words
        try run(
            "INSERT INTO erasure_file (erasure, kind, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", erasure, kind,
            name)
    }

    /// Why a file could not be cut names it, and so maybe a person.
    func eraseReasons(of source: SourceID, at: Timestamp) throws(StoreError) {
        // Spelled out, the action is found by its index.
        let events = try auditEvents(
            "action = '\(AuditEvent.reason)' AND subject = $1 AND detail <> $2 ORDER BY sequence",
            ["source \(source)", AuditEvent.erasedDetail])
        guard !events.isEmpty else { return }
        for event in events {
            try run("UPDATE audit_event SET detail = $2 WHERE sequence = $1", event.sequence, AuditEvent.erasedDetail)
        }
        try audit(
            AuditEvent.sourceErasure, "source \(source)", detail: events.map(\.erasureEntry).joined(separator: " "),
            by: nil, at: at)
    }
}
