package import Foundation
package import LabelStore
package import QuorumCore

/// Projects and their versions, for whoever runs the program on a server's data folder: by the rules of the API.
package struct OperatorProjects: Sendable {
    private let store: LabelStore

    package init(store: LabelStore) {
        self.store = store
    }

    package func show(_ project: Project) throws -> OperatorAnswer {
        try OperatorAnswer(ProjectJSON(project, for: .owner))
    }

    /// - Parameters:
    ///   - draft: JSON as `POST /api/v1/projects` takes it.
    ///   - owner: the name of whose it is, an admin as in the API.
    /// - Throws: `ServerError` that names the field no project can have, or says that they may make none.
    package func create(_ draft: Data, ownedBy owner: String) async throws -> Project {
        try await asOperator {
            guard (try? JSONSerialization.jsonObject(with: draft)) is [String: Any] else {
                throw ServerError(.refused, "The settings are no JSON object; write {\"name\": …, \"kind\": …}.")
            }
            try BodyMembers.check(draft, of: .createProject)
            let draft = try APIDecoder.value(ProjectDraft.self, from: draft)
            let owner = try await store.actor(named: owner)
            guard owner.role == .admin else {
                throw ServerError(.refused, "\"\(owner.name)\" may make no projects; name an admin.")
            }
            return try await ProjectService(store: store).create(draft, by: owner)
        }
    }

    package func show(_ version: DatasetVersion) throws -> OperatorAnswer { try OperatorAnswer(VersionJSON(version)) }

    /// - Parameters:
    ///   - ratios: of train, validation and test; nil: the standard ones.
    ///   - actor: the name of whoever does it, as the record will say; they have to be allowed to.
    package func freeze(
        _ project: ProjectID, ratios: (train: Double, validation: Double, test: Double)?, seed: UInt64,
        includesGold: Bool, by actor: String
    ) async throws -> DatasetVersion {
        try await asOperator {
            let shares = ratios.map { VersionDraft.Ratios(train: $0.train, validation: $0.validation, test: $0.test) }
            let draft = VersionDraft(ratios: shares, seed: Seed(seed), includeGold: includesGold)
            let (user, _) = try await store.actor(named: actor, who: .curate, in: project)
            return try await VersionService(store: store, queued: {}).freeze(project, draft, by: user)
        }
    }
}
