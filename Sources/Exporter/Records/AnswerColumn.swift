internal import QuorumCore

/// The type of the column that holds the decided answers.
enum AnswerType: Sendable, Hashable {
    case text
    case number
    case labels
    case spans
}

extension TaskKind {
    /// The column of the decided answer.
    var answerColumn: String {
        switch self {
        case .transcription: "text"
        case .classification, .pairwise: "label"
        case .multilabel: "labels"
        case .rating: "rating"
        case .span: "spans"
        }
    }

    var answerType: AnswerType {
        switch self {
        case .transcription, .classification, .pairwise: .text
        case .rating: .number
        case .multilabel: .labels
        case .span: .spans
        }
    }

    /// The column of the passage that was labeled.
    var passageColumn: String { self == .transcription ? "source_text" : "text" }

    /// The columns of the texts that were compared.
    var pairColumns: [String] { self == .pairwise ? ["a", "b"] : [] }
}
