internal import QuorumCore

/// Which columns the examples of a version have; the names are the same in every format.
struct ExampleColumns: Sendable, Hashable {
    let kind: TaskKind
    /// Some examples are recordings.
    let hasAudio: Bool
    /// Some examples are passages of text.
    let hasPassages: Bool
}
