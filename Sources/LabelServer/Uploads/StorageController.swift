import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// What a project takes of files and how much of them, and how much it has.
struct StorageController: Sendable {
    private static let mostTypes = 50
    private static let longestType = 20

    let store: LabelStore

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.showStorage, use: show)
        routes.on(.setQuota, use: setQuota)
        routes.on(.setStorageRules, use: setRules)
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<StorageJSON> {
        .ok(
            StorageJSON(
                try await store.storageRules(of: context.project), try await store.storageUse(of: context.project)))
    }

    private func setQuota(_ request: Request, _ context: UserContext) async throws -> HTTPResponse.Status {
        let quota = try await request.decode(as: QuotaJSON.self, context: context).bytes
        guard quota ?? 0 >= 0 else {
            throw Problem.invalid("bytes", "The quota must be 0 or more bytes; null takes it away.")
        }
        try await store.setQuota(quota, of: context.identifier("project"), by: context.user.id, at: .now)
        return .noContent
    }

    private func setRules(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        let rules = try await request.decode(as: StorageRulesJSON.self, context: context)
        try await store.setStorageRules(
            StorageRules(
                types: try Self.types(rules.types ?? []), needsConsent: rules.needsConsent ?? false,
                needsLicence: rules.needsLicence ?? false, retention: try rules.retention?.rules ?? .none),
            of: context.project, by: context.user.id, at: .now)
        return .noContent
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
}

private struct QuotaJSON: Decodable {
    let bytes: Int64?
}

private struct StorageRulesJSON: Decodable {
    let types: [String]?
    let needsConsent: Bool?
    let needsLicence: Bool?
    let retention: RetentionRulesJSON?
}

struct RetentionRulesJSON: Decodable, Sendable {
    /// A hundred years.
    static let mostDays = 36_500

    let mediaDays: Int?
    let mediaAfter: RetentionRules.Start?
    let draftDays: Int?

    fileprivate var rules: RetentionRules {
        get throws {
            for (field, days) in [("retention.media_days", mediaDays), ("retention.draft_days", draftDays)] {
                guard (0...Self.mostDays).contains(days ?? 0) else {
                    throw Problem.invalid(field, "The days must be 0 to \(Self.mostDays); null keeps it for ever.")
                }
            }
            return RetentionRules(mediaDays: mediaDays, mediaAfter: mediaAfter ?? .settled, draftDays: draftDays)
        }
    }
}

struct RetentionJSON: Encodable, Sendable {
    @Nullable var mediaDays: Int?
    let mediaAfter: RetentionRules.Start
    @Nullable var draftDays: Int?

    init(_ rules: RetentionRules) {
        mediaDays = rules.mediaDays
        mediaAfter = rules.mediaAfter
        draftDays = rules.draftDays
    }
}

struct StorageJSON: Encodable, Sendable {
    /// Bytes; null for no limit.
    @Nullable var quota: Int64?
    let files: Int
    let bytes: Int64
    let pendingFiles: Int
    let pendingBytes: Int64
    let types: [String]
    let needsConsent: Bool
    let needsLicence: Bool
    let retention: RetentionJSON

    init(_ rules: StorageRules, _ use: StorageUse) {
        quota = rules.quota
        files = use.files
        bytes = use.bytes
        pendingFiles = use.pendingFiles
        pendingBytes = use.pendingBytes
        types = rules.types
        needsConsent = rules.needsConsent
        needsLicence = rules.needsLicence
        retention = RetentionJSON(rules.retention)
    }
}
