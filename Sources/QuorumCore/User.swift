/// What a user may do: an admin runs projects, an annotator answers tasks.
public enum Role: String, Sendable, Codable, CaseIterable {
    case admin
    case annotator
}

/// Somebody who can log in.
public struct User: Sendable, Hashable {
    public let id: UserID
    public let name: String
    public let role: Role
    public let createdAt: Timestamp

    public init(id: UserID, name: String, role: Role, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.role = role
        self.createdAt = createdAt
    }
}
