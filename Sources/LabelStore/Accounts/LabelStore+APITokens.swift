package import QuorumCore

extension LabelStore {
    /// - Parameter tokenHash: the token itself is never stored.
    package func createToken(
        named name: String, scopes: Set<TokenScope>, tokenHash: String, expiresAt: Timestamp, for user: UserID,
        at: Timestamp
    ) async throws(StoreError) -> APIToken {
        try await write { (db) throws(StoreError) in
            let words = APIToken.text(scopes)
            let id: APITokenID = try db.one(
                """
                INSERT INTO api_token (token_hash, account, name, scopes, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
                """, tokenHash, user, name, words, at, expiresAt
            ).id(0)
            try db.audit("token.made", "token \(id)", detail: words, by: user, at: at)
            return APIToken(id: id, name: name, scopes: scopes, createdAt: at, expiresAt: expiresAt)
        }
    }

    /// Somebody's tokens, the newest first; expired ones too, until they are revoked.
    package func tokens(of user: UserID) async throws(StoreError) -> [APIToken] {
        try await read { (db) throws(StoreError) in
            var tokens: [APIToken] = []
            for row in try db.all(
                "SELECT id, name, scopes, created_at, expires_at FROM api_token WHERE account = $1 ORDER BY id DESC",
                user)
            {
                tokens.append(
                    APIToken(
                        id: try row.id(0), name: try row.text(1), scopes: APIToken.scopes(try row.text(2)),
                        createdAt: try row.timestamp(3), expiresAt: try row.timestamp(4)))
            }
            return tokens
        }
    }

    package func revokeToken(_ id: APITokenID, of user: UserID, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            guard try db.run("DELETE FROM api_token WHERE id = $1 AND account = $2", id, user) == 1 else {
                throw StoreError(.notFound, "You have no token \(id).")
            }
            try db.audit("token.revoked", "token \(id)", by: user, at: at)
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
