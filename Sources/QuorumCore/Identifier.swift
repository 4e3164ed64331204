/// A database key that cannot be confused with the key of another entity.
public struct Identifier<Entity>: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let value: Int64

    public init(_ value: Int64) {
        self.value = value
    }

    /// Parses the decimal form used in URLs and files; nil unless the whole text is a positive integer.
    public init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.value < rhs.value }

    public var description: String { String(value) }
}

public typealias UserID = Identifier<User>
public typealias ProjectID = Identifier<Project>
public typealias SourceID = Identifier<Source>
public typealias ChunkID = Identifier<Chunk>
public typealias TaskID = Identifier<LabelingTask>
public typealias AssignmentID = Identifier<Assignment>
public typealias AnnotationID = Identifier<Annotation>
public typealias VersionID = Identifier<DatasetVersion>
public typealias JobID = Identifier<Job>
public typealias AdjudicationID = Identifier<Adjudication>
public typealias TaskGroupID = Identifier<TaskGroup>
public typealias GroupActID = Identifier<GroupAct>
public typealias InvitationID = Identifier<Invitation>
public typealias APITokenID = Identifier<APIToken>
public typealias UploadID = Identifier<Upload>
public typealias ConnectedIdentityID = Identifier<ConnectedIdentity>
