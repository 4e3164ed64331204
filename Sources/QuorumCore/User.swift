/// What a user may do on the whole service; what they may do in a project says their membership.
public enum ServiceRole: String, Sendable, Codable, CaseIterable {
    /// Runs the service, and every project as if an owner of it.
    case admin
    case member
}

/// Somebody who can log in.
public struct User: Sendable, Hashable {
    public let id: UserID
    public let name: String
    public let role: ServiceRole
    public let createdAt: Timestamp

    public init(id: UserID, name: String, role: ServiceRole, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.role = role
        self.createdAt = createdAt
    }
}
