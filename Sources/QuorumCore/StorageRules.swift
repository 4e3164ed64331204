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

    public init(
        quota: Int64? = nil, types: [String] = [], needsConsent: Bool = false, needsLicence: Bool = false
    ) {
        self.quota = quota
        self.types = types
        self.needsConsent = needsConsent
        self.needsLicence = needsLicence
    }

    /// What a project has that nobody set rules for.
    public static let none = StorageRules()
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
