/// What a program may do in the name of whoever made its token: never more than they may themselves.
public enum TokenScope: String, Sendable, Codable, CaseIterable {
    /// To look at what is there.
    case read
    /// To take tasks, answer them, and settle contested ones.
    case annotate
    /// To change projects, uploads, versions and people.
    case manage
}

/// A program's way in, until it expires or is revoked; the token itself is known to its owner alone.
public struct APIToken: Sendable, Hashable {
    public let id: APITokenID
    public let name: String
    public let scopes: Set<TokenScope>
    /// The only project it is good for; nil: all its owner's, and what is about none.
    public let project: ProjectID?
    public let createdAt: Timestamp
    public let expiresAt: Timestamp

    public init(
        id: APITokenID, name: String, scopes: Set<TokenScope>, project: ProjectID? = nil, createdAt: Timestamp,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.scopes = scopes
        self.project = project
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
