/// What answers a project takes.
public struct AnswerSchema: Sendable, Hashable {
    public static let mostSpans = 1000
    /// Characters of a transcript: words are aligned in a time that grows with the square of their number.
    public static let longestTranscript = 10_000

    public let kind: TaskKind
    /// The labels to choose from, for kinds that have some.
    public let labels: [String]
    /// Of a rating.
    public let scale: RatingScale?

    public init(kind: TaskKind, labels: [String], scale: RatingScale?) {
        self.kind = kind
        self.labels = labels
        self.scale = scale
    }

    /// The answer as it is stored (`CanonicalAnswer`); a transcript as it was given, a label to the byte as the project
    /// writes it.
    ///
    /// - Parameter text: what spans are marked in; nil for a recording.
    public func canonical(_ answer: String, of text: String?) throws(AnswerError) -> String {
        switch kind {
        case .transcription: try transcript(answer)
        case .classification: try label(answer, at: "answer")
        case .multilabel: CanonicalAnswer.text(labels: try labelSet(answer))
        case .rating: String(try rating(answer))
        case .span: CanonicalAnswer.text(spans: try spans(answer, of: text ?? ""))
        case .pairwise: try choice(answer).rawValue
        }
    }

    private func transcript(_ answer: String) throws(AnswerError) -> String {
        let length = answer.unicodeScalars.count
        guard length <= Self.longestTranscript else {
            throw AnswerError(
                "answer", "The answer has \(length) characters; a transcript has at most \(Self.longestTranscript).")
        }
        return answer
    }

    private func label(_ given: String, at field: String) throws(AnswerError) -> String {
        guard let label = labels.first(where: { $0 == given }) else {
            throw AnswerError(
                field,
                "\"\(given)\" is not a label of this project; choose one of: \(labels.joined(separator: ", ")).")
        }
        return label
    }

    private func labelSet(_ answer: String) throws(AnswerError) -> [String] {
        guard let given = CanonicalAnswer.labels(answer) else {
            throw AnswerError(
                "answer", "The answer is no list of labels; send a JSON list such as [\"\(labels.first ?? "")\"].")
        }
        var chosen: [String] = []
        for (index, name) in given.enumerated() {
            let label = try label(name, at: "answer.\(index)")
            guard !chosen.contains(label) else {
                throw AnswerError("answer.\(index)", "The label \"\(label)\" is given twice; give it once.")
            }
            chosen.append(label)
        }
        return chosen
    }

    private func rating(_ answer: String) throws(AnswerError) -> Int {
        let points = (scale ?? .standard).points
        guard let rating = Int(answer), points.contains(rating) else {
            throw AnswerError(
                "answer",
                "\"\(answer)\" is no point of the scale; give a whole number from \(points.lowerBound) to "
                    + "\(points.upperBound).")
        }
        return rating
    }

    private func choice(_ answer: String) throws(AnswerError) -> PairwiseChoice {
        guard let choice = PairwiseChoice(rawValue: answer) else {
            throw AnswerError("answer", "\"\(answer)\" says nothing about the pair; answer a, b or tie.")
        }
        return choice
    }

    private func spans(_ answer: String, of text: String) throws(AnswerError) -> [LabeledSpan] {
        guard let given = CanonicalAnswer.spans(answer) else {
            throw AnswerError(
                "answer",
                "The answer is no list of spans; send a JSON list of objects "
                    + "{\"start\": 0, \"end\": 4, \"label\": \"\(labels.first ?? "")\"}.")
        }
        guard given.count <= Self.mostSpans else {
            throw AnswerError("answer", "\(given.count) spans are given; give at most \(Self.mostSpans).")
        }
        let length = text.unicodeScalars.count
        var seen: Set<LabeledSpan> = []
        for (index, span) in given.enumerated() {
            let label = try label(span.label, at: "answer.\(index).label")
            guard span.start >= 0, span.start < length else {
                throw AnswerError(
                    "answer.\(index).start",
                    "A span starts at \(span.start), outside the text of \(length) characters; start within it.")
            }
            guard span.end > span.start, span.end <= length else {
                throw AnswerError(
                    "answer.\(index).end",
                    "A span from \(span.start) ends at \(span.end); it must end after its start and by \(length).")
            }
            guard seen.insert(LabeledSpan(start: span.start, end: span.end, label: label)).inserted else {
                throw AnswerError("answer.\(index)", "The same span is given twice; give it once.")
            }
        }
        return Array(seen)
    }
}

/// Why an answer is none to the question.
public struct AnswerError: Error, Equatable {
    /// `answer`, or the part of it, such as `answer.2.label`.
    public let field: String
    /// What is wrong and what to do.
    public let message: String

    public init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}
