/// What a project takes of files, and how much of them.
public struct StorageRules: Sendable, Hashable {
    /// Bytes of all its uploads together, those on their way included; nil: no limit.
    public var quota: Int64?
    /// Endings of names that it takes, in small letters and without the point; empty: any.
    public var types: [String]
    /// Whether each file must say on what consent it rests.
    public var needsConsent: Bool
    /// Whether each file must say under what licence it is.
    public var needsLicence: Bool
    /// What is erased by itself.
    public var retention: RetentionRules

    public init(
        quota: Int64? = nil, types: [String] = [], needsConsent: Bool = false, needsLicence: Bool = false,
        retention: RetentionRules = .none
    ) {
        self.quota = quota
        self.types = types
        self.needsConsent = needsConsent
        self.needsLicence = needsLicence
        self.retention = retention
    }

    /// What a project has that nobody set rules for.
    public static let none = StorageRules()
}

/// How long a project keeps what it does not need any more.
public struct RetentionRules: Sendable, Hashable, CustomStringConvertible {
    /// From when on the days of a file's media count.
    public enum Start: String, Sendable, Codable, CaseIterable {
        /// Its last task was decided.
        case settled
        /// The first version with one of its examples was frozen.
        case frozen
    }

    /// Days after which uploads and recordings are erased, while texts and labels stay; nil: never. A file with a task
    /// that is open is kept.
    public var mediaDays: Int?
    public var mediaAfter: Start
    /// Days after which files that could not be cut are taken off the list; nil: never.
    public var draftDays: Int?

    public init(mediaDays: Int? = nil, mediaAfter: Start = .settled, draftDays: Int? = nil) {
        self.mediaDays = mediaDays
        self.mediaAfter = mediaAfter
        self.draftDays = draftDays
    }

    public static let none = RetentionRules()

    public var description: String {
        "media \(mediaDays.map { "\($0) days after \(mediaAfter.rawValue)" } ?? "kept") "
            + "drafts \(draftDays.map { "\($0) days" } ?? "kept")"
    }
}

/// How much a project keeps.
public struct StorageUse: Sendable, Hashable {
    /// Uploads that are whole.
    public let files: Int
    public let bytes: Int64
    /// Uploads on their way, and the bytes they were announced with.
    public let pendingFiles: Int
    public let pendingBytes: Int64

    public init(files: Int, bytes: Int64, pendingFiles: Int, pendingBytes: Int64) {
        self.files = files
        self.bytes = bytes
        self.pendingFiles = pendingFiles
        self.pendingBytes = pendingBytes
    }
}
