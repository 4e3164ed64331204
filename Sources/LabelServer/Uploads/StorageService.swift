import LabelStore
import QuorumCore

/// What a project takes of files and how long it keeps them, and how much it has.
struct StorageService: Sendable {
    private static let mostTypes = 50
    private static let longestType = 20
    /// A hundred years.
    static let mostDays = 36_500

    let store: LabelStore

    func storage(of project: ProjectID) async throws -> StorageJSON {
        StorageJSON(try await store.storageRules(of: project), try await store.storageUse(of: project))
    }

    /// - Parameters:
    ///   - bytes: nil for no limit.
    ///   - isCurrent: throws unless the change was made of the rules as they are.
    func setQuota(
        _ bytes: Int64?, of project: ProjectID, if isCurrent: (EntityTag) throws -> Void, by admin: User
    ) async throws -> StorageJSON {
        guard bytes ?? 0 >= 0 else {
            throw Problem.invalid("bytes", "The quota must be 0 or more bytes; null takes it away.")
        }
        return try await change(project, if: isCurrent, by: admin) { $0.quota = bytes }
    }

    /// Sets all but the quota; what a draft does not say is not demanded.
    func setRules(
        _ draft: StorageRulesDraft, of project: ProjectID, if isCurrent: (EntityTag) throws -> Void, by manager: User
    ) async throws -> StorageJSON {
        let types = try Self.types(draft.types ?? [])
        let retention = try draft.retention.map(Self.retention) ?? .none
        return try await change(project, if: isCurrent, by: manager) { rules in
            rules = StorageRules(
                quota: rules.quota, types: types, needsConsent: draft.needsConsent ?? false,
                needsLicence: draft.needsLicence ?? false, retention: retention)
        }
    }

    private func change(
        _ project: ProjectID, if isCurrent: (EntityTag) throws -> Void, by user: User,
        _ edit: (inout StorageRules) -> Void
    ) async throws -> StorageJSON {
        let before = try await store.storageRules(of: project)
        try isCurrent(before.tag)
        var after = before
        edit(&after)
        try await store.changeStorageRules(from: before, to: after, of: project, by: user.id, at: .now)
        return StorageJSON(after, try await store.storageUse(of: project))
    }

    /// Endings of names, in small letters and without the point.
    private static func types(_ given: [String]) throws -> [String] {
        guard given.count <= mostTypes else {
            throw Problem.invalid("types", "There are \(given.count) types; name at most \(mostTypes).")
        }
        return try given.map { text in
            let type = text.lowercased().drop { $0 == "." }
            guard !type.isEmpty, type.utf8.count <= longestType,
                type.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) })
            else {
                throw Problem.invalid("types", "A type must be the ending of a file's name, such as wav.")
            }
            return String(type)
        }
    }

    private static func retention(_ draft: RetentionDraft) throws -> RetentionRules {
        for (field, days) in [("retention.media_days", draft.mediaDays), ("retention.draft_days", draft.draftDays)] {
            guard (0...mostDays).contains(days ?? 0) else {
                throw Problem.invalid(field, "The days must be 0 to \(mostDays); null keeps it for ever.")
            }
        }
        return RetentionRules(
            mediaDays: draft.mediaDays, mediaAfter: draft.mediaAfter ?? .settled, draftDays: draft.draftDays)
    }
}

/// Rules that somebody asks for.
struct StorageRulesDraft: Decodable, Sendable {
    let types: [String]?
    let needsConsent: Bool?
    let needsLicence: Bool?
    let retention: RetentionDraft?
}

struct RetentionDraft: Decodable, Sendable {
    let mediaDays: Int?
    let mediaAfter: RetentionRules.Start?
    let draftDays: Int?
}
