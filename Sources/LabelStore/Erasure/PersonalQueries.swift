/// Where rows about one person stand.
enum PersonalQueries {
    struct Query: Sendable {
        let record: String
        let names: [String]
        let sql: String

        /// - Parameters:
        ///   - names: columns, with spaces between.
        ///   - rest: from `FROM` on; `$1` is the person.
        fileprivate init(_ record: String, _ names: String, _ rest: String) {
            self.record = record
            let columns = names.split(separator: " ")
            self.names = columns.map { String($0.split(separator: ".").last ?? $0) }
            sql = "SELECT \(columns.joined(separator: ", ")) \(rest)"
        }
    }

    /// By the number of an account.
    static let user = [
        Query("account", "a.id a.name a.role a.created_at", "FROM account a WHERE a.id = $1"),
        Query("session", "s.created_at s.expires_at", "FROM session s WHERE s.account = $1 ORDER BY s.created_at"),
        Query(
            "token", "k.id k.name k.scopes k.project k.created_at k.expires_at",
            "FROM api_token k WHERE k.account = $1 ORDER BY k.id"),
        Query("membership", "m.project m.role m.since", "FROM membership m WHERE m.account = $1 ORDER BY m.project"),
        Query(
            "invitation", "i.id i.project i.role i.created_at i.expires_at",
            "FROM invitation i WHERE i.created_by = $1 ORDER BY i.id"),
        Query(
            "pause", "p.project p.reason p.created_at p.lifted_at", "FROM pause p WHERE p.annotator = $1 ORDER BY p.id"),
        Query(
            "upload", "s.project s.id s.filename s.created_at", "FROM source s WHERE s.uploader = $1 ORDER BY s.id"),
        Query(
            "unfinished upload", "u.project u.id u.filename u.group_name u.position u.length u.created_at u.expires_at",
            "FROM upload u WHERE u.uploader = $1 AND u.source IS NULL ORDER BY u.id"),
        Query(
            "assignment", "a.task a.state a.created_at", "FROM assignment a WHERE a.annotator = $1 ORDER BY a.id"),
        Query(
            "answer", "a.task a.answer a.submitted_at", "FROM annotation a WHERE a.annotator = $1 ORDER BY a.id"),
        Query(
            "gold answer", "g.project g.annotation g.matches",
            "FROM gold_answer g WHERE g.annotator = $1 ORDER BY g.annotation"),
        Query(
            "decision", "d.task d.action d.label d.note d.created_at",
            "FROM adjudication d WHERE d.expert = $1 ORDER BY d.id"),
        Query(
            "group act", "g.project g.id g.task_group g.action g.label g.note g.created_at",
            "FROM group_act g WHERE g.expert = $1 ORDER BY g.id"),
        Query(
            "acceptance", "a.project a.id a.model a.threshold a.created_at",
            "FROM acceptance a WHERE a.manager = $1 ORDER BY a.id"),
        Query(
            "erasure", "e.project e.id e.kind e.created_at", "FROM erasure e WHERE e.actor = $1 ORDER BY e.id"),
        Query(
            "event", "e.sequence e.at e.action e.subject e.detail",
            "FROM audit_event e WHERE e.actor = $1 ORDER BY e.sequence"),
    ]

    /// By what the record of events calls an account.
    static let userBySubject = [
        Query(
            "event about", "e.sequence e.at e.action e.subject e.detail",
            "FROM audit_event e WHERE e.subject = $1 ORDER BY e.sequence")
    ]

    private static let tasks = """
        FROM source s JOIN chunk c ON c.source = s.id JOIN task t ON t.chunk = c.id
        """
    private static let isSpeaker = "WHERE COALESCE(c.group_name, s.group_name) = $1"

    /// By the group under which uploads and tables name somebody.
    static let speaker = [
        Query(
            "source", "s.project s.id s.filename s.sha256 s.language s.licence s.consent s.created_at",
            "FROM source s WHERE s.group_name = $1 ORDER BY s.id"),
        Query(
            "unfinished upload", "u.project u.id u.filename u.position u.length u.created_at u.expires_at",
            "FROM upload u WHERE u.group_name = $1 AND u.source IS NULL ORDER BY u.id"),
        Query(
            "chunk", "s.project c.source c.id c.text c.option_a c.option_b c.media_key c.start_time c.end_time",
            "FROM source s JOIN chunk c ON c.source = s.id \(isSpeaker) ORDER BY c.id"),
        Query(
            "answer", "a.task a.answer a.submitted_at",
            "\(tasks) JOIN annotation a ON a.task = t.id \(isSpeaker) ORDER BY a.id"),
        Query(
            "prediction", "p.task p.model p.label",
            "\(tasks) JOIN prediction p ON p.task = t.id \(isSpeaker) ORDER BY p.id"),
        Query(
            "gold", "g.task g.answer g.created_at", "\(tasks) JOIN gold g ON g.task = t.id \(isSpeaker) ORDER BY g.id"),
        Query(
            "decision", "d.task d.action d.label d.note d.created_at",
            "\(tasks) JOIN adjudication d ON d.task = t.id \(isSpeaker) ORDER BY d.id"),
        Query(
            "label", "l.task l.label l.method l.decided_at",
            "\(tasks) JOIN consensus l ON l.task = t.id \(isSpeaker) ORDER BY l.task"),
        Query(
            "example", "e.version e.task e.label",
            "\(tasks) JOIN version_example e ON e.task = t.id \(isSpeaker) ORDER BY e.version, e.ordinal"),
    ]
}
