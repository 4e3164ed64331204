/// What a member of a project may do there.
public enum ProjectRole: String, Sendable, Codable, CaseIterable {
    /// Sees results, changes nothing, and is asked nothing.
    case viewer
    /// Answers tasks, and sees nothing of others' answers.
    case annotator
    /// Answers, sees results, and settles contested tasks.
    case reviewer
    /// Runs the project: uploads, versions, and the people below.
    case manager
    /// The same, and decides who manages.
    case owner
}

/// One kind of thing to do in a project.
public enum Permission: String, Sendable, Codable, CaseIterable {
    /// To know the project: its question, its guidelines, one's own progress.
    case see
    /// To be given tasks and answer them.
    case label
    /// To see everybody's answers, the labels, the versions and what is made of them.
    case results
    /// To settle contested tasks.
    case adjudicate
    /// To upload, freeze, measure and export.
    case curate
    /// To say who is a member, up to the own role.
    case people
}

extension ProjectRole {
    public var permissions: [Permission] {
        switch self {
        case .viewer: [.see, .results]
        case .annotator: [.see, .label]
        case .reviewer: [.see, .label, .results, .adjudicate]
        case .manager, .owner: Permission.allCases
        }
    }

    public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// The roles that a member of this role may give and take.
    public var governs: [ProjectRole] {
        switch self {
        case .viewer, .annotator, .reviewer: []
        case .manager: [.viewer, .annotator, .reviewer]
        case .owner: ProjectRole.allCases
        }
    }
}

/// A user's place in a project.
public struct Membership: Sendable, Hashable {
    public let user: UserID
    public let name: String
    public let role: ProjectRole
    public let since: Timestamp

    public init(user: UserID, name: String, role: ProjectRole, since: Timestamp) {
        self.user = user
        self.name = name
        self.role = role
        self.since = since
    }
}

/// An offer to join a project, good for one person.
public struct Invitation: Sendable, Hashable {
    public let id: InvitationID
    public let project: ProjectID
    public let role: ProjectRole
    public let createdBy: UserID
    public let createdAt: Timestamp
    public let expiresAt: Timestamp

    public init(
        id: InvitationID, project: ProjectID, role: ProjectRole, createdBy: UserID, createdAt: Timestamp,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.project = project
        self.role = role
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
