import LabelStore
import QuorumCore

/// Projects: what is asked, and how far the answers are.
struct ProjectService: Sendable {
    let store: LabelStore

    /// The projects somebody is a member of, and as what; all of them for an admin, as an owner.
    func projects(of user: User) async throws -> [(Project, role: ProjectRole)] {
        let projects = try await store.projects()
        if user.role == .admin { return projects.map { ($0, .owner) } }
        let roles = try await store.memberships(of: user.id)
        return projects.compactMap { project in roles[project.id].map { (project, $0) } }
    }

    func project(_ id: ProjectID) async throws -> Project { try await store.project(id) }

    /// - Throws: `Problem` (422) that names the field no project can have.
    func create(_ draft: ProjectDraft, by admin: User) async throws -> Project {
        try await store.createProject(draft.checked(), by: admin.id, at: .now)
    }

    /// Changes settings of a project by a merge patch (RFC 7396).
    ///
    /// - Parameter isCurrent: throws unless the patch was made of the project as it is.
    /// - Throws: `Problem` (422) that names the field that cannot be so, or cannot change.
    func edit(
        _ id: ProjectID, by patch: JSONValue, of isCurrent: (EntityTag) throws -> Void, by manager: User
    ) async throws -> Project {
        let before = try await store.project(id)
        try isCurrent(ProjectJSON(before, for: .owner).tag)
        let edit = try ProjectEdit(of: before, by: patch)
        return try await store.editProject(
            from: before, to: edit.after, detail: edit.detail, by: manager.id, at: .now)
    }

    /// What `user` may know of the progress: an annotator only of their own share.
    func progress(of project: ProjectID, for user: User, as role: ProjectRole) async throws -> ProgressJSON {
        guard role.may(.results) else {
            return ProgressJSON(mine: try await store.annotationCount(in: project, by: user.id))
        }
        return ProgressJSON(try await store.progress(of: project), for: user)
    }
}
