package import QuorumCore

/// What a request is about, by which its project is found.
package enum ProtectedObject: Sendable, Hashable {
    case project(ProjectID)
    case task(TaskID)
    case assignment(AssignmentID)
    case adjudication(AdjudicationID)
}

/// What proves who asks, by the hash of its secret.
package enum Credential: Sendable, Hashable {
    case session(hash: String)
    case token(hash: String)
}

/// Who asks, and what they are in the project they ask about.
package struct Admission: Sendable {
    package let user: User
    /// Of an API token; nil for a session, which may do all that its user may.
    package let scopes: Set<TokenScope>?
    /// The only project that an API token is good for.
    package let onlyProject: ProjectID?
    /// nil for what is about no project.
    package let membership: (project: ProjectID, role: ProjectRole)?
}

extension LabelStore {
    /// Who a credential belongs to, and their role in the project of `object`; a service admin is an owner everywhere.
    ///
    /// - Returns: nil when the credential is unknown or over.
    /// - Throws: `.notFound` for an object that is not there and for one of a project they are no member of, or that their
    ///   token is not for, alike.
    /// - Complexity: two look-ups by index in one transaction.
    package func admission(
        of credential: Credential, to object: ProtectedObject?, at: Timestamp
    ) async throws(StoreError) -> Admission? {
        try await read { (db) throws(StoreError) in
            guard let (user, scopes, only) = try db.owner(of: credential, at: at) else { return nil }
            guard let object else {
                return Admission(user: user, scopes: scopes, onlyProject: only, membership: nil)
            }
            guard let row = try db.membership(of: user.id, in: object) else { throw object.missing }
            let project: ProjectID = try row.id(0)
            guard only ?? project == project else { throw object.missing }
            let role: ProjectRole
            if user.role == .admin {
                role = .owner
            } else if row.isNull(1) {
                throw object.missing
            } else {
                role = try row.choice(1)
            }
            return Admission(user: user, scopes: scopes, onlyProject: only, membership: (project, role))
        }
    }
}

extension ProtectedObject {
    fileprivate var missing: StoreError {
        switch self {
        case .project(let id): StoreError(.notFound, "There is no project \(id).")
        case .task(let id): StoreError(.notFound, "There is no task \(id).")
        case .assignment(let id): StoreError(.notFound, "There is no assignment \(id).")
        case .adjudication(let id): StoreError(.notFound, "There is no adjudication \(id).")
        }
    }
}

extension Connection {
    fileprivate func owner(
        of credential: Credential, at: Timestamp
    ) throws(StoreError) -> (User, scopes: Set<TokenScope>?, onlyProject: ProjectID?)? {
        switch credential {
        case .session(let hash):
            guard
                let row = try first(
                    """
                    SELECT \(User.columns) FROM session s JOIN account a ON a.id = s.account
                    WHERE s.token_hash = $1 AND s.expires_at > $2
                    """, hash, at)
            else { return nil }
            return (try User(row), nil, nil)
        case .token(let hash):
            guard
                let row = try first(
                    """
                    SELECT \(User.columns), s.scopes, s.project FROM api_token s JOIN account a ON a.id = s.account
                    WHERE s.token_hash = $1 AND s.expires_at > $2
                    """, hash, at)
            else { return nil }
            let project = try row.optionalInt64(User.width + 1).map(ProjectID.init)
            return (try User(row), try APIToken.scopes(row.text(User.width)), project)
        }
    }

    /// The object's project, and the account's role there, null for none; nil when there is no such object.
    fileprivate func membership(of user: UserID, in object: ProtectedObject) throws(StoreError) -> Row? {
        switch object {
        case .project(let id):
            try first(
                """
                SELECT p.id, m.role FROM project p LEFT JOIN membership m ON m.account = $2 AND m.project = p.id
                WHERE p.id = $1
                """, id, user)
        case .task(let id):
            try first(
                """
                SELECT t.project, m.role FROM task t LEFT JOIN membership m ON m.account = $2 AND m.project = t.project
                WHERE t.id = $1
                """, id, user)
        case .assignment(let id):
            try first(
                """
                SELECT s.project, m.role FROM assignment s
                LEFT JOIN membership m ON m.account = $2 AND m.project = s.project WHERE s.id = $1
                """, id, user)
        case .adjudication(let id):
            try first(
                """
                SELECT t.project, m.role FROM adjudication d JOIN task t ON t.id = d.task
                LEFT JOIN membership m ON m.account = $2 AND m.project = t.project WHERE d.id = $1
                """, id, user)
        }
    }
}
