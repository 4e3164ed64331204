package import QuorumCore

extension LabelStore {
    /// - Parameters:
    ///   - tokenHash: the token itself is never stored.
    ///   - project: the only one it is good for; nil: all.
    ///   - actor: nil for whoever runs the program on the data folder.
    package func createToken(
        named name: String, scopes: Set<TokenScope>, in project: ProjectID? = nil, tokenHash: String,
        expiresAt: Timestamp, for user: UserID, by actor: UserID?, at: Timestamp
    ) async throws(StoreError) -> APIToken {
        try await write { (db) throws(StoreError) in
            let words = APIToken.text(scopes)
            let id: APITokenID = try db.one(
                """
                INSERT INTO api_token (token_hash, account, name, scopes, project, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                """, tokenHash, user, name, words, project, at, expiresAt
            ).id(0)
            let place = project.map { ", project \($0)" } ?? ""
            let owner = actor == nil ? ", for user \(user)" : ""
            try db.audit("token.made", "token \(id)", detail: words + place + owner, by: actor, at: at)
            return APIToken(
                id: id, name: name, scopes: scopes, project: project, createdAt: at, expiresAt: expiresAt)
        }
    }

    /// Somebody's tokens, the newest first; expired ones too, until they are revoked.
    package func tokens(of user: UserID) async throws(StoreError) -> [APIToken] {
        try await read { (db) throws(StoreError) in
            var tokens: [APIToken] = []
            for row in try db.all(
                """
                SELECT id, name, scopes, created_at, expires_at, project FROM api_token
                WHERE account = $1 ORDER BY id DESC
                """, user)
            {
                tokens.append(
                    APIToken(
                        id: try row.id(0), name: try row.text(1), scopes: APIToken.scopes(try row.text(2)),
                        project: try row.optionalInt64(5).map(ProjectID.init), createdAt: try row.timestamp(3),
                        expiresAt: try row.timestamp(4)))
            }
            return tokens
        }
    }

    /// - Parameters:
    ///   - user: whose it is; nil: anybody's.
    ///   - actor: nil for whoever runs the program on the data folder.
    package func revokeToken(
        _ id: APITokenID, of user: UserID?, by actor: UserID?, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            let removed = try db.run(
                "DELETE FROM api_token WHERE id = $1 AND account = COALESCE($2, account)", id, user)
            guard removed == 1 else {
                throw StoreError(.notFound, user == nil ? "There is no token \(id)." : "You have no token \(id).")
            }
            try db.audit("token.revoked", "token \(id)", by: actor, at: at)
        }
    }
}

extension APIToken {
    /// Scopes as they are stored: their names in order, with spaces between.
    fileprivate static func text(_ scopes: Set<TokenScope>) -> String {
        TokenScope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " ")
    }

    static func scopes(_ text: String) -> Set<TokenScope> {
        Set(text.split(separator: " ").compactMap { TokenScope(rawValue: String($0)) })
    }
}
