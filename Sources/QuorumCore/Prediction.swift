public typealias PredictionID = Identifier<Prediction>

/// What a model says of a task; never changed once stored.
public struct Prediction: Sendable, Hashable {
    public let id: PredictionID
    public let task: TaskID
    public let model: String
    /// As an answer is stored.
    public let label: String
    /// The normalised label.
    public let key: String
    /// How sure the model is of the label, 0...1.
    public let score: Double?

    public init(id: PredictionID, task: TaskID, model: String, label: String, key: String, score: Double?) {
        self.id = id
        self.task = task
        self.model = model
        self.label = label
        self.key = key
        self.score = score
    }
}

/// How little a model's scores say, 0 (one answer is certain) to 1 (all are alike).
public struct PredictionUncertainty: Sendable, Hashable {
    /// Shannon's, as a share of that of equal scores.
    public let entropy: Double
    /// 1 minus the difference between the two highest scores.
    public let margin: Double

    public init(entropy: Double, margin: Double) {
        self.entropy = entropy
        self.margin = margin
    }
}
