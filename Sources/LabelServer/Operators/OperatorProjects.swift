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
    ///   - owner: the name of whose it is.
    /// - Throws: `ServerError` that names the field no project can have.
    package func create(_ draft: Data, ownedBy owner: String) async throws -> Project {
        try await asOperator {
            let draft = try APIDecoder.value(ProjectDraft.self, from: draft)
            return try await ProjectService(store: store).create(draft, by: store.user(named: owner))
        }
    }

    package func show(_ version: DatasetVersion) throws -> OperatorAnswer { try OperatorAnswer(VersionJSON(version)) }

    /// - Parameters:
    ///   - ratios: of train, validation and test; nil: the standard ones.
    ///   - actor: the name of whoever does it, as the record will say.
    package func freeze(
        _ project: ProjectID, ratios: (train: Double, validation: Double, test: Double)?, seed: UInt64,
        includesGold: Bool, by actor: String
    ) async throws -> DatasetVersion {
        try await asOperator {
            let shares = ratios.map { VersionDraft.Ratios(train: $0.train, validation: $0.validation, test: $0.test) }
            let draft = VersionDraft(ratios: shares, seed: Seed(seed), includeGold: includesGold)
            return try await VersionService(store: store, queued: {}).freeze(
                project, draft, by: store.user(named: actor))
        }
    }
}

extension LabelStore {
    /// - Throws: `ServerError` when nobody has the name.
    func user(named name: String) async throws -> User {
        guard let found = try await credentials(of: FieldRules.composed(name)) else {
            throw ServerError(.refused, "Nobody is named \"\(name)\"; give the name of an account.")
        }
        return found.user
    }
}
