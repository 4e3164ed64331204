/// The kind of question a project asks.
public enum TaskKind: String, Sendable, Codable, CaseIterable {
    /// Write down what is said in a recording.
    case transcription
    /// Choose one label of a set.
    case classification
    /// Choose every label of a set that fits, or none.
    case multilabel
    /// Give a point of a scale.
    case rating
    /// Mark parts of a text and give each a label.
    case span
    /// Say which of two texts is better.
    case pairwise

    /// Whether a project of this kind has labels to choose from.
    public var hasLabels: Bool {
        switch self {
        case .classification, .multilabel, .span: true
        case .transcription, .rating, .pairwise: false
        }
    }

    /// The fewest labels that make a question.
    public var fewestLabels: Int {
        switch self {
        case .classification: 2
        case .multilabel, .span: 1
        case .transcription, .rating, .pairwise: 0
        }
    }

    /// What may have to match for a task to settle; the first is the standard.
    public var matches: [QuorumMatch] {
        switch self {
        case .transcription: [.word, .answer]
        case .classification, .pairwise: [.answer]
        case .multilabel: [.label, .answer]
        case .rating: [.median, .answer]
        case .span: [.overlap, .answer]
        }
    }

    /// What its tasks are about; nil: recordings and texts alike.
    public var medium: MediaKind? {
        switch self {
        case .transcription: .audio
        case .span, .pairwise: .text
        case .classification, .multilabel, .rating: nil
        }
    }
}
