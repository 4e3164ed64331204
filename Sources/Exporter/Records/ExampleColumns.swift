internal import QuorumCore

/// Which columns the examples of a version have; the names are the same in every format.
struct ExampleColumns: Sendable, Hashable {
    let kind: TaskKind
    /// Some examples are recordings.
    let hasAudio: Bool
    /// Some examples are passages of text.
    let hasPassages: Bool
}

extension TaskKind {
    /// The column of the decided answer.
    var answerColumn: String {
        switch self {
        case .transcription: "text"
        case .classification: "label"
        }
    }

    /// The column of the passage that was labeled.
    var passageColumn: String {
        switch self {
        case .transcription: "source_text"
        case .classification: "text"
        }
    }
}
