/// Whether a source has become chunks yet.
public enum SourceState: String, Sendable, Codable, CaseIterable {
    case queued, chunking, ready, failed
}

/// What a source holds, as found by looking into it.
public enum MediaKind: String, Sendable, Codable {
    case audio, text
}

/// One uploaded file, known by the SHA-256 of its bytes.
public struct Source: Sendable, Hashable {
    public let id: SourceID
    public let project: ProjectID
    /// The name it was uploaded under; shown, never used as a path.
    public let filename: String
    /// 64 lower-case hexadecimal digits.
    public let sha256: String
    public let bytes: Int64
    public let kind: MediaKind?
    public let state: SourceState
    /// Why `state` is `failed`, in words for a person.
    public let failure: String?
    public let details: SourceDetails
    /// Length in seconds of an audio source once chunked.
    public let duration: Double?
    public let createdAt: Timestamp

    public init(
        id: SourceID, project: ProjectID, filename: String, sha256: String, bytes: Int64, kind: MediaKind?,
        state: SourceState, failure: String?, details: SourceDetails, duration: Double?, createdAt: Timestamp
    ) {
        self.id = id
        self.project = project
        self.filename = filename
        self.sha256 = sha256
        self.bytes = bytes
        self.kind = kind
        self.state = state
        self.failure = failure
        self.details = details
        self.duration = duration
        self.createdAt = createdAt
    }
}

/// What the uploader says of a source.
public struct SourceDetails: Sendable, Hashable, Codable {
    /// Who speaks, or what else must not cross splits; nil: the source is its own group.
    public var group: String?
    public var language: String?
    public var licence: String?
    public var consent: String?

    public init(group: String? = nil, language: String? = nil, licence: String? = nil, consent: String? = nil) {
        self.group = group
        self.language = language
        self.licence = licence
        self.consent = consent
    }
}
