internal import QuorumCore

/// One row of what is kept about a person.
package struct PersonalRecord: Sendable, Hashable, Encodable {
    /// What it is: `account`, `answer`, …
    package let record: String
    package let values: [String: String]
}

extension LabelStore {
    /// All that is kept about a user.
    ///
    /// - Throws: `.notFound` when nobody has the name.
    /// - Complexity: O(*n*) memory for *n* rows.
    package func personalData(ofUser name: String) async throws(StoreError) -> [PersonalRecord] {
        try await read { (db) throws(StoreError) in
            guard let row = try db.first("SELECT id FROM account WHERE name_key = $1", name.lowercased()) else {
                throw StoreError(.notFound, "Nobody is named \"\(name)\".")
            }
            return try db.records(PersonalQueries.user, row.int64(0))
        }
    }

    /// All that is kept of what a person said or wrote, in all projects; empty for an unknown name.
    ///
    /// - Parameter name: the group under which uploads and tables name them.
    package func personalData(ofSpeaker name: String) async throws(StoreError) -> [PersonalRecord] {
        try await read { (db) throws(StoreError) in try db.records(PersonalQueries.speaker, name) }
    }
}

extension Connection {
    fileprivate func records(
        _ queries: [PersonalQueries.Query], _ subject: any SQLConvertible
    ) throws(StoreError) -> [PersonalRecord] {
        var records: [PersonalRecord] = []
        for query in queries {
            for row in try all(query.sql, subject) {
                var values: [String: String] = [:]
                for (name, value) in zip(query.names, row.values) { values[name] = value.words }
                records.append(PersonalRecord(record: query.record, values: values))
            }
        }
        return records
    }
}

private enum PersonalQueries {
    struct Query {
        let record: String
        let names: [String]
        let sql: String

        init(_ record: String, _ names: String, _ rest: String) {
            self.record = record
            let columns = names.split(separator: " ")
            self.names = columns.map { String($0.split(separator: ".").last ?? $0) }
            sql = "SELECT \(columns.joined(separator: ", ")) \(rest)"
        }
    }

    static let user = [
        Query("account", "a.id a.name a.role a.created_at", "FROM account a WHERE a.id = $1"),
        Query("session", "s.created_at s.expires_at", "FROM session s WHERE s.account = $1 ORDER BY s.created_at"),
        Query(
            "token", "k.id k.name k.scopes k.created_at k.expires_at",
            "FROM api_token k WHERE k.account = $1 ORDER BY k.id"
        ),
        Query("membership", "m.project m.role m.since", "FROM membership m WHERE m.account = $1 ORDER BY m.project"),
        Query(
            "pause", "p.project p.reason p.created_at p.lifted_at", "FROM pause p WHERE p.annotator = $1 ORDER BY p.id"),
        Query(
            "upload", "s.project s.id s.filename s.created_at", "FROM source s WHERE s.uploader = $1 ORDER BY s.id"),
        Query(
            "assignment", "a.task a.state a.created_at", "FROM assignment a WHERE a.annotator = $1 ORDER BY a.id"),
        Query(
            "answer", "a.task a.answer a.submitted_at", "FROM annotation a WHERE a.annotator = $1 ORDER BY a.id"),
        Query(
            "decision", "d.task d.action d.label d.note d.created_at",
            "FROM adjudication d WHERE d.expert = $1 ORDER BY d.id"),
        Query(
            "event", "e.sequence e.at e.action e.subject e.detail",
            "FROM audit_event e WHERE e.actor = $1 ORDER BY e.sequence"),
    ]

    private static let chunks = """
        FROM source s JOIN chunk c ON c.source = s.id JOIN task t ON t.chunk = c.id
        """
    private static let isSpeaker = "WHERE COALESCE(c.group_name, s.group_name) = $1"

    static let speaker = [
        Query(
            "source", "s.project s.id s.filename s.sha256 s.language s.licence s.consent s.created_at",
            "FROM source s WHERE s.group_name = $1 ORDER BY s.id"),
        Query(
            "chunk", "s.project c.source c.id c.text c.media_key c.start_time c.end_time",
            "FROM source s JOIN chunk c ON c.source = s.id \(isSpeaker) ORDER BY c.id"),
        Query(
            "answer", "a.task a.answer a.submitted_at",
            "\(chunks) JOIN annotation a ON a.task = t.id \(isSpeaker) ORDER BY a.id"),
        Query(
            "prediction", "p.task p.model p.label",
            "\(chunks) JOIN prediction p ON p.task = t.id \(isSpeaker) ORDER BY p.id"),
        Query(
            "example", "e.version e.task e.label",
            "\(chunks) JOIN version_example e ON e.task = t.id \(isSpeaker) ORDER BY e.version, e.ordinal"),
    ]
}

extension SQLValue {
    /// nil for null.
    fileprivate var words: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        }
    }
}
