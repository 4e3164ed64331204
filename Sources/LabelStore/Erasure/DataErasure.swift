package import QuorumCore

/// Whose data is to go.
package enum ErasureSubject: Sendable, Hashable {
    /// All of one file.
    case source(SourceID)
    /// Whatever is of a group: who speaks or writes, as uploads and tables name them.
    case speaker(String)
}

/// What an erasure took away, or would.
package struct DataErasure: Sendable, Hashable {
    /// nil for one that was only asked about.
    package let id: Int64?
    /// Files, those among them that are still coming in.
    package let sources: Int
    package let chunks: Int
    package let answers: Int
    package let predictions: Int
    /// Examples of frozen versions.
    package let examples: Int

    /// Whether there is nothing of the subject.
    package var isEmpty: Bool { sources == 0 && chunks == 0 }
}

/// A file or folder that an erasure has to remove yet.
package enum ErasedFile: Sendable, Hashable {
    /// An upload, by its SHA-256; it stays while another source has the same bytes.
    case blob(String)
    /// The chunks of a source.
    case media(String)
    /// What was made of a version, by its digest.
    case result(String)
}
