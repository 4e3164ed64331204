package import QuorumCore

/// One row of a frozen version.
package struct VersionExample: Sendable, Hashable {
    /// Position in the version, from 0.
    package let ordinal: Int
    package let split: Split
    /// What must not cross splits: the item's group, the source's, or the source's SHA-256 where there is none.
    package let group: String
    package let chunk: Chunk
    package let source: Source
    package let label: ConsensusLabel
}

/// One answer a frozen version rests on.
package struct VersionVote: Sendable, Hashable {
    package let annotation: AnnotationID
    package let task: TaskID
    /// A pseudonym, the same in every version: `annotator-7`.
    package let annotator: String
    package let answer: String
    /// The normalised answer.
    package let key: String
}
