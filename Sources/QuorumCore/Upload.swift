/// A file that comes in piece by piece.
public struct Upload: Sendable, Hashable {
    public let id: UploadID
    public let project: ProjectID
    public let uploader: UserID
    /// As the uploader says; shown, never used as a path.
    public let filename: String
    public let details: SourceDetails
    /// The SHA-256 the uploader says it has, 64 lower-case hexadecimal digits.
    public let sha256: String?
    /// Bytes of the whole file.
    public let length: Int64
    /// Bytes that have come in and are on the disk.
    public let offset: Int64
    /// What the file became once it was whole.
    public let source: SourceID?
    /// When it is forgotten.
    public let expiresAt: Timestamp

    public init(
        id: UploadID, project: ProjectID, uploader: UserID, filename: String, details: SourceDetails, sha256: String?,
        length: Int64, offset: Int64, source: SourceID?, expiresAt: Timestamp
    ) {
        self.id = id
        self.project = project
        self.uploader = uploader
        self.filename = filename
        self.details = details
        self.sha256 = sha256
        self.length = length
        self.offset = offset
        self.source = source
        self.expiresAt = expiresAt
    }
}
