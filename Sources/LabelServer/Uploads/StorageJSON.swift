import QuorumCore

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
    /// Of the rules, which are what of it can be changed.
    let tag: EntityTag

    private enum CodingKeys: CodingKey {
        case quota, files, bytes, pendingFiles, pendingBytes, types, needsConsent, needsLicence, retention
    }

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
        tag = rules.tag
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

extension StorageRules {
    /// The quota counts too: whoever sets one of the two has seen both.
    var tag: EntityTag {
        let days = [retention.mediaDays, retention.draftDays].map { $0.map(String.init) ?? "-" }
        let state = [
            quota.map(String.init) ?? "-", types.joined(separator: "."), "\(needsConsent)", "\(needsLicence)",
            retention.mediaAfter.rawValue,
        ]
        return EntityTag(digesting: Array((state + days).joined(separator: " ").utf8))
    }
}
