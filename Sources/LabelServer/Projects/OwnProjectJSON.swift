import QuorumCore

/// A project as a member sees it: with what they are in it, and what that lets them do.
struct OwnProjectJSON: Encodable, Sendable {
    private let project: ProjectJSON
    private let role: ProjectRole

    init(_ project: Project, role: ProjectRole) {
        self.project = ProjectJSON(project, for: role)
        self.role = role
    }

    /// The fields of the project, and two more.
    func encode(to encoder: any Encoder) throws {
        try project.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(role, forKey: .role)
        try container.encode(role.permissions, forKey: .permissions)
    }

    private enum Key: CodingKey {
        case role, permissions
    }
}
