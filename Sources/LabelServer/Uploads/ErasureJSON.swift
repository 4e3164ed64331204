package import LabelStore

/// What an erasure took away, or would take.
package struct ErasureJSON: Encodable, Sendable {
    let erased: Bool
    let sources: Int
    let chunks: Int
    let answers: Int
    let predictions: Int
    /// Of frozen versions.
    let examples: Int

    package init(_ erasure: DataErasure) {
        erased = erasure.id != nil
        sources = erasure.sources
        chunks = erasure.chunks
        answers = erasure.answers
        predictions = erasure.predictions
        examples = erasure.examples
    }
}
