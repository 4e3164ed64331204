package import QuorumCore

extension LabelStore {
    package func hasUsers() async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in try db.first("SELECT 1 FROM account LIMIT 1") != nil }
    }

    /// - Throws: `.conflict` when there is a user already.
    package func createFirstAdmin(
        name: String, passwordHash: String, at: Timestamp
    ) async throws(StoreError) -> User {
        try await write { (db) throws(StoreError) in
            // Two first admins at once would both find nobody there; the audit record's head keeps them apart.
            _ = try db.one("SELECT sequence FROM audit_head WHERE one = 1 \(db.dialect.forUpdate)")
            guard try db.first("SELECT 1 FROM account LIMIT 1") == nil else {
                throw StoreError(.conflict, "The first admin is there already; log in, or ask them for an account.")
            }
            return try db.insertUser(name: name, passwordHash: passwordHash, role: .admin, by: nil, at: at)
        }
    }

    /// - Parameter projects: those they are a member of from the start, and as what.
    ///
    /// An account that was only made for the answers of its name, and that nobody can log in to, becomes theirs.
    ///
    /// - Throws: `.conflict` when somebody has the name, in whatever case; `.notFound` when there is no such project.
    package func createUser(
        name: String, passwordHash: String, role: ServiceRole, in projects: [ProjectID: ProjectRole] = [:],
        by admin: UserID, at: Timestamp
    ) async throws(StoreError) -> User {
        try await write { (db) throws(StoreError) in
            for project in projects.keys { _ = try db.project(project) }
            let claimed = try db.claimUser(name: name, passwordHash: passwordHash, role: role, by: admin, at: at)
            let user =
                if let claimed { claimed } else {
                    try db.insertUser(name: name, passwordHash: passwordHash, role: role, by: admin, at: at)
                }
            for (project, role) in projects.sorted(by: { $0.key < $1.key }) {
                try db.addMember(user.id, to: project, as: role, by: admin, at: at)
            }
            return user
        }
    }
    /// What everybody is called.
    package func userNames() async throws(StoreError) -> UserNames {
        try await read { (db) throws(StoreError) in
            var names: [UserID: String] = [:]
            for row in try db.all("SELECT id, name FROM account") { names[try row.id(0)] = try row.text(1) }
            return UserNames(names)
        }
    }

    package func users() async throws(StoreError) -> [User] {
        try await read { (db) throws(StoreError) in
            var users: [User] = []
            for row in try db.all("SELECT \(User.columns) FROM account a ORDER BY a.id") {
                users.append(try User(row))
            }
            return users
        }
    }

    /// A user and the hash of their password; nil when nobody has the name.
    package func credentials(
        of name: String
    ) async throws(StoreError) -> (user: User, passwordHash: String)? {
        try await read { (db) throws(StoreError) in
            guard
                let row = try db.first(
                    "SELECT \(User.columns), a.password_hash FROM account a WHERE a.name_key = $1", name.lowercased())
            else { return nil }
            return (try User(row), try row.text(User.width))
        }
    }
}

extension Connection {
    /// nil when no account without a password has the name.
    fileprivate func claimUser(
        name: String, passwordHash: String, role: ServiceRole, by admin: UserID, at: Timestamp
    ) throws(StoreError) -> User? {
        let row = try first(
            """
            UPDATE account SET name = $2, password_hash = $3, role = $4
            WHERE name_key = $1 AND password_hash = '' RETURNING id, created_at
            """, name.lowercased(), name, passwordHash, role.rawValue)
        guard let row else { return nil }
        let user = User(id: try row.id(0), name: name, role: role, createdAt: try row.timestamp(1))
        try audit("user.claimed", "user \(user.id)", detail: role.rawValue, by: admin, at: at)
        return user
    }

    /// - Parameter actor: nil for whoever makes the account for themselves.
    func insertUser(
        name: String, passwordHash: String, role: ServiceRole, by actor: UserID?, at: Timestamp
    ) throws(StoreError) -> User {
        let key = name.lowercased()
        guard try first("SELECT 1 FROM account WHERE name_key = $1", key) == nil else {
            throw StoreError(.conflict, "Somebody is named \"\(name)\" already; choose another name.")
        }
        let id: UserID = try one(
            """
            INSERT INTO account (name, name_key, password_hash, role, created_at) VALUES ($1, $2, $3, $4, $5)
            RETURNING id
            """, name, key, passwordHash, role.rawValue, at
        ).id(0)
        try audit("user.created", "user \(id)", detail: role.rawValue, by: actor ?? id, at: at)
        return User(id: id, name: name, role: role, createdAt: at)
    }
}

extension User {
    /// Of `account a`.
    static let columns = "a.id, a.name, a.role, a.created_at"
    static let width = 4

    init(_ row: Row) throws(StoreError) {
        self.init(id: try row.id(0), name: try row.text(1), role: try row.choice(2), createdAt: try row.timestamp(3))
    }
}
