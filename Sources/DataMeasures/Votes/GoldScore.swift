internal import Consensus
internal import QuorumCore

/// How labels or transcripts compare with gold.
enum GoldScore {
    /// `right` of `tasks`; where *k* labels are tied and gold's is one of them, it is right by 1/*k*.
    case labels(right: Double, tasks: Int)
    case transcripts(TranscriptErrors)

    init(labels pairs: [(tied: [String], gold: String)]) {
        let right = pairs.reduce(0.0) { $0 + ($1.tied.contains($1.gold) ? 1 / Double($1.tied.count) : 0) }
        self = .labels(right: right, tasks: pairs.count)
    }

    var members: [ReportValue.Member] {
        switch self {
        case .labels(let right, let tasks):
            let interval = ProportionInterval(successes: right, trials: tasks)
            return [
                .init(name: "tasks", value: .integer(tasks)),
                .init(name: "accuracy", value: ReportValue(tasks > 0 ? right / Double(tasks) : nil)),
                .init(name: "low", value: ReportValue(interval?.low)),
                .init(name: "high", value: ReportValue(interval?.high)),
            ]
        case .transcripts(let errors):
            return [
                .init(name: "tasks", value: .integer(errors.tasks)),
                .init(name: "wer_corpus", value: ReportValue(errors.words.rate)),
                .init(name: "wer_mean", value: ReportValue(errors.meanWordRate)),
                .init(name: "cer_corpus", value: ReportValue(errors.characters.rate)),
                .init(name: "cer_mean", value: ReportValue(errors.meanCharacterRate)),
            ]
        }
    }

    /// nil when no task was scored.
    var line: String? {
        switch self {
        case .labels(let right, let tasks):
            guard let interval = ProportionInterval(successes: right, trials: tasks) else { return nil }
            return "accuracy \(Wording.decimal(right / Double(tasks))) (95 % interval "
                + "\(Wording.decimal(interval.low)) to \(Wording.decimal(interval.high))) on "
                + Wording.count(tasks, "task")
        case .transcripts(let errors):
            guard errors.tasks > 0 else { return nil }
            return "word error rate \(Wording.decimal(errors.words.rate, 4)) of all words, "
                + "\(Wording.decimal(errors.meanWordRate, 4)) a transcript; character error rate "
                + "\(Wording.decimal(errors.characters.rate, 4)), on \(Wording.count(errors.tasks, "task"))"
        }
    }
}

/// Word and character errors of transcripts.
struct TranscriptErrors {
    private(set) var tasks = 0
    /// Over all transcripts, so that long ones weigh more.
    private(set) var words = WordErrors.none
    private(set) var characters = WordErrors.none
    private var wordRates: [Double] = []
    private var characterRates: [Double] = []

    /// - Parameter normalisation: what does not count; characters are those of the normalised words with single spaces.
    init(_ pairs: [(text: String, gold: String)], normalisation: TextNormalisation) {
        for pair in pairs {
            let made = TranscriptWords(pair.text, normalisation: normalisation).keys
            let known = TranscriptWords(pair.gold, normalisation: normalisation).keys
            let words = WordErrors(reference: known, hypothesis: made)
            let characters = WordErrors(
                charactersOf: known.joined(separator: " "), hypothesis: made.joined(separator: " "))
            tasks += 1
            self.words = self.words + words
            self.characters = self.characters + characters
            if let rate = words.rate { wordRates.append(rate) }
            if let rate = characters.rate { characterRates.append(rate) }
        }
    }

    /// Averaged over the transcripts whose gold has words.
    var meanWordRate: Double? { Self.mean(wordRates) }
    var meanCharacterRate: Double? { Self.mean(characterRates) }

    private static func mean(_ rates: [Double]) -> Double? {
        rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
    }
}
