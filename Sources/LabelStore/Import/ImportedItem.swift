package import QuorumCore

/// What a file says of one item: the item itself, what models and people said of it, or some of that.
package struct ImportedItem: Sendable {
    /// Position in the file, from 0.
    package let row: Int
    package let reference: ItemReference
    /// nil: the item is there already.
    package let content: ImportedContent?
    package var predictions: [NewPrediction]
    package var annotations: [PastAnnotation]
    /// Its right answer, which makes it a gold task.
    package var gold: String?

    package init(
        row: Int, reference: ItemReference, content: ImportedContent?, predictions: [NewPrediction] = [],
        annotations: [PastAnnotation] = [], gold: String? = nil
    ) {
        self.row = row
        self.reference = reference
        self.content = content
        self.predictions = predictions
        self.annotations = annotations
        self.gold = gold
    }
}

/// How a file names an item.
package enum ItemReference: Sendable, Hashable, CustomStringConvertible {
    /// By a name of its own, unique in the project.
    case item(String)
    /// By the number of its task.
    case task(TaskID)

    package var description: String {
        switch self {
        case .item(let name): "item \"\(name)\""
        case .task(let id): "task \(id)"
        }
    }
}

/// What is to be labeled.
package struct ImportedContent: Sendable, Hashable {
    package let text: String
    package let pair: TextPair?
    /// What must not cross splits.
    package let group: String

    package init(text: String, pair: TextPair? = nil, group: String) {
        self.text = text
        self.pair = pair
        self.group = group
    }

    /// UTF-8, of all its texts.
    var bytes: Int { text.utf8.count + (pair.map { $0.a.utf8.count + $0.b.utf8.count } ?? 0) }
}

/// A model's answer, before it has a number.
package struct NewPrediction: Sendable, Hashable {
    package let model: String
    package let label: String
    /// Of the label, 0...1.
    package let score: Double?
    /// nil where the model gave no score.
    package let uncertainty: PredictionUncertainty?

    package init(model: String, label: String, score: Double?, uncertainty: PredictionUncertainty?) {
        self.model = model
        self.label = label
        self.score = score
        self.uncertainty = uncertainty
    }
}

/// An answer somebody gave elsewhere.
package struct PastAnnotation: Sendable, Hashable {
    package let annotator: String
    package let answer: String
    /// nil: not known.
    package let at: Timestamp?

    package init(annotator: String, answer: String, at: Timestamp? = nil) {
        self.annotator = annotator
        self.answer = answer
        self.at = at
    }
}

/// The file that items come from; it becomes a source when the first new item does.
package struct ImportFile: Sendable {
    package let name: String
    package let sha256: String
    package let bytes: Int64
    package let details: SourceDetails

    package init(name: String, sha256: String, bytes: Int64, details: SourceDetails = SourceDetails()) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
        self.details = details
    }
}

/// What became of the rows of a file.
package struct ImportCounts: Sendable, Hashable {
    package var items = 0
    package var itemsPresent = 0
    package var predictions = 0
    package var predictionsPresent = 0
    package var annotations = 0
    package var annotationsPresent = 0
    package var gold = 0
    package var goldPresent = 0
    /// Accounts made for people who have none.
    package var people = 0
    /// Tasks that the imported answers settled.
    package var settled = 0

    package init() {}

    /// Whether anything was added.
    var hasNew: Bool { items + predictions + annotations + gold > 0 }

    package static func += (sum: inout ImportCounts, more: ImportCounts) {
        for field in [
            \ImportCounts.items, \.itemsPresent, \.predictions, \.predictionsPresent, \.annotations,
            \.annotationsPresent, \.gold, \.goldPresent, \.people, \.settled,
        ] { sum[keyPath: field] += more[keyPath: field] }
    }
}
