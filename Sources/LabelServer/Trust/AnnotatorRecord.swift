import Consensus
import LabelStore
import QuorumCore

/// What one annotator's answers in a project say about the annotator.
struct AnnotatorRecord: Sendable {
    /// Answers that count as recent.
    static let recentCount = 50
    /// Who took longer was probably away.
    private static let longestSeconds = 600.0

    private(set) var answers = 0
    private(set) var labels = Matches()
    /// Against labels that experts gave.
    private(set) var experts = Matches()
    private(set) var words = ErrorRate()
    /// Against the right answers of gold tasks.
    private(set) var gold = Matches()
    private var recent: [Matches.Result] = []
    private var seconds: [Float] = []
    private var lastSubmission: Timestamp?

    /// - Parameter hasWords: whether answers are transcripts, of which single words can be wrong.
    mutating func add(_ answer: JudgedAnswer, by match: AnswerMatch, hasWords: Bool) {
        answers += 1
        time(answer)
        if let isRight = answer.isRight { gold.add(isRight) }
        guard let label = answer.label else { return }
        var result = Matches.Result(isMatch: match.matches(answer.key, label: label), errors: 0, words: 0)
        if hasWords {
            let reference = label.split(separator: " ")
            let errors = WordErrors(reference: reference, hypothesis: answer.key.split(separator: " ")).errors
            result.errors = errors
            result.words = reference.count
            words.add(errors: errors, words: reference.count)
        }
        labels.add(result.isMatch)
        if answer.isAdjudicated { experts.add(result.isMatch) }
        recent.append(result)
        if recent.count > 2 * Self.recentCount { recent.removeFirst(Self.recentCount) }
    }

    /// A task is given out before the one ahead of it is answered; work on it begins after that.
    private mutating func time(_ answer: JudgedAnswer) {
        // Of answers from elsewhere nobody knows how long they took.
        guard answer.submittedAt > answer.givenAt else { return }
        let begun = max(lastSubmission ?? answer.givenAt, answer.givenAt)
        lastSubmission = answer.submittedAt
        let taken = Double(answer.submittedAt.milliseconds - begun.milliseconds) / 1000
        if taken >= 0, taken <= Self.longestSeconds { seconds.append(Float(taken)) }
    }

    /// Of an answer, not counting pauses of ten minutes and more.
    var medianSeconds: Double? {
        guard !seconds.isEmpty else { return nil }
        let sorted = seconds.sorted()
        let middle = sorted.count / 2
        return Double(sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
    }

    /// The last answers to tasks with a label.
    var lately: (matches: Matches, words: ErrorRate) {
        var (matches, words) = (Matches(), ErrorRate())
        for result in recent.suffix(Self.recentCount) {
            matches.add(result.isMatch)
            words.add(errors: result.errors, words: result.words)
        }
        return (matches, words)
    }
}

/// How many answers match their task's label.
struct Matches: Sendable, Equatable {
    struct Result: Sendable {
        let isMatch: Bool
        var errors: Int
        var words: Int
    }

    private(set) var compared = 0
    private(set) var matched = 0

    mutating func add(_ isMatch: Bool) {
        compared += 1
        if isMatch { matched += 1 }
    }

    var share: Double? { compared == 0 ? nil : Double(matched) / Double(compared) }
    var interval: ProportionInterval? { ProportionInterval(successes: Double(matched), trials: compared) }
}
