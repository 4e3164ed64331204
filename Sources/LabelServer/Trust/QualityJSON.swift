import Consensus
import LabelStore
import QuorumCore

/// How far annotators agree, and how each of them does.
struct QualityJSON: Encodable, Sendable {
    struct Interval: Encodable, Sendable {
        let low: Double
        let high: Double
    }

    struct Estimate: Encodable, Sendable {
        @Nullable var value: Double?
        /// 95 %.
        @Nullable var interval: Interval?

        init(value: Double?, low: Double?, high: Double?) {
            self.value = value
            if let low, let high { interval = Interval(low: low, high: high) }
        }
    }

    struct Agreement: Encodable, Sendable {
        /// Tasks with two answers or more.
        let tasks: Int
        let answers: Int
        let percent: Estimate
        let fleissKappa: Estimate
        /// Krippendorff's; of transcripts by whole ones.
        let nominalAlpha: Estimate
        /// Krippendorff's over word edit distance; null but for transcripts.
        @Nullable var wordErrorAlpha: Estimate?
        /// Krippendorff's over the order of the scale; null but for ratings.
        @Nullable var ordinalAlpha: Estimate?
    }

    struct Share: Encodable, Sendable {
        let compared: Int
        let matched: Int
        let share: Estimate
    }

    struct Annotator: Encodable, Sendable {
        let id: UserID
        /// Given last: what is measured is kept, names are not.
        fileprivate(set) var name = ""
        let answers: Int
        /// Against the labels of their tasks.
        let labels: Share
        /// Against labels that experts gave alone.
        let experts: Share
        /// Against labels; null but for transcripts.
        @Nullable var wordErrorRate: Estimate?
        /// Against the right answers of gold tasks.
        let gold: Share
        /// Why they are asked nothing for now; null while they are.
        @Nullable var paused: Pause.Reason?
        /// The last 50 answers to tasks with a label.
        let recent: Recent
        @Nullable var medianSeconds: Double?
        /// 0 for answers that do not depend on the task, 1 for answers that tell all labels apart; null where answers are not one of few.
        @Nullable var spammerScore: Double?
    }

    struct Recent: Encodable, Sendable {
        let labels: Share
        @Nullable var wordErrorRate: Estimate?
    }

    struct Model: Encodable, Sendable {
        let model: String
        /// Tasks it says something of.
        let predictions: Int
        /// Against the labels that people gave; those of accepted predictions are not among them.
        let labels: Share
        /// Against the same; null but for transcripts.
        @Nullable var wordErrorRate: Estimate?
        /// What came in day by day: the first, and the last 30.
        let days: [Day]
    }

    struct Day: Encodable, Sendable {
        /// Its beginning, UTC.
        let day: String
        let predictions: Int
        @Nullable var meanScore: Double?
        /// How far the shares of the predicted labels are from those of the first day: 0 for equal ones, 1 for none in
        /// common; null for transcripts and spans.
        @Nullable var labelShift: Double?
        let labels: Share
        @Nullable var wordErrorRate: Estimate?
    }

    private static let shownDays = 30

    let agreement: Agreement
    /// By number.
    private(set) var annotators: [Annotator]
    /// By name.
    let models: [Model]

    init(_ kind: TaskKind, _ votes: ProjectVotes, models: [String: ModelRecord]) {
        let coded = votes.coded
        let isTranscription = kind == .transcription
        agreement = Agreement(
            coded, texts: isTranscription ? votes.texts : nil,
            scale: kind == .rating ? votes.texts.map { Double($0) ?? 0 } : nil)
        self.models = models.sorted { $0.key < $1.key }.map { name, record in
            Model(
                model: name, predictions: record.whole.predictions, labels: Share(record.whole.labels),
                wordErrorRate: Nullable(wrappedValue: isTranscription ? Estimate(record.whole.words) : nil),
                days: Self.days(record, kind))
        }
        let scores = Self.spammerScores(kind, coded)
        let codes = Dictionary(uniqueKeysWithValues: zip(votes.annotators, votes.annotators.indices))
        annotators = votes.records.sorted { $0.key < $1.key }.map { user, record in
            Annotator(
                user, record, isTranscription: isTranscription, spammerScore: codes[user].flatMap { scores[$0] })
        }
    }

    private static func days(_ record: ModelRecord, _ kind: TaskKind) -> [Day] {
        let days = record.days.sorted { $0.key < $1.key }
        guard let first = days.first else { return [] }
        return ([first] + days.dropFirst().suffix(shownDays)).map { day, batch in
            Day(
                day: ModelRecord.start(ofDay: day).iso8601, predictions: batch.predictions,
                meanScore: Nullable(wrappedValue: batch.meanScore),
                labelShift: Nullable(wrappedValue: kind == .span ? nil : batch.labelShift(from: first.value)),
                labels: Share(batch.labels),
                wordErrorRate: Nullable(wrappedValue: kind == .transcription ? Estimate(batch.words) : nil))
        }
    }

    /// By code of the annotator; none where almost every answer is another, as of transcripts, spans and sets.
    private static func spammerScores(_ kind: TaskKind, _ votes: CodedVotes) -> [Int: Double] {
        switch kind {
        case .transcription, .span, .multilabel: return [:]
        case .classification, .rating, .pairwise: break
        }
        guard let model = try? VotingMethod.oneCoin.aggregate(votes) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: WorkerReliability.all(votes, model.posteriors).compactMap { worker in
                worker.spammerScore.map { (Int(worker.worker), $0) }
            })
    }

    /// The same with what may have changed since.
    var answerCount: Int { annotators.reduce(0) { $0 + $1.answers } }

    func naming(_ names: UserNames, pauses: [Pause]) -> QualityJSON {
        var quality = self
        let reasons = Dictionary(uniqueKeysWithValues: pauses.map { ($0.annotator, $0.reason) })
        for index in annotators.indices { quality.annotators[index].paused = reasons[annotators[index].id] }
        for index in annotators.indices { quality.annotators[index].name = names[annotators[index].id] }
        return quality
    }
}

extension QualityJSON.Annotator {
    fileprivate init(
        _ user: UserID, _ record: AnnotatorRecord, isTranscription: Bool, spammerScore: Double?
    ) {
        id = user
        answers = record.answers
        labels = QualityJSON.Share(record.labels)
        experts = QualityJSON.Share(record.experts)
        gold = QualityJSON.Share(record.gold)
        recent = QualityJSON.Recent(record.lately, isTranscription: isTranscription)
        wordErrorRate = isTranscription ? QualityJSON.Estimate(record.words) : nil
        medianSeconds = record.medianSeconds
        self.spammerScore = spammerScore
    }
}

extension QualityJSON.Recent {
    fileprivate init(_ lately: (matches: Matches, words: ErrorRate), isTranscription: Bool) {
        labels = QualityJSON.Share(lately.matches)
        wordErrorRate = isTranscription ? QualityJSON.Estimate(lately.words) : nil
    }
}

extension QualityJSON.Agreement {
    /// - Parameters:
    ///   - texts: transcripts by code.
    ///   - scale: ratings by code.
    fileprivate init(_ votes: CodedVotes, texts: [String]?, scale: [Double]?) {
        let found = Consensus.Agreement(votes)
        let intervals = AgreementIntervals(votes, values: scale)
        tasks = found.comparedItems
        answers = found.comparedVotes
        percent = QualityJSON.Estimate(found.observed, intervals.observed)
        fleissKappa = QualityJSON.Estimate(found.fleissKappa, intervals.fleissKappa)
        nominalAlpha = QualityJSON.Estimate(found.nominalAlpha, intervals.nominalAlpha)
        wordErrorAlpha = texts.map {
            let alpha = TranscriptAlpha(votes, texts: $0)
            return QualityJSON.Estimate(alpha.value, alpha.interval)
        }
        ordinalAlpha = scale.map {
            QualityJSON.Estimate(MetricAlpha(votes, values: $0).ordinal, intervals.ordinalAlpha)
        }
    }
}

extension QualityJSON.Estimate {
    fileprivate init(_ value: Double?, _ interval: AgreementIntervals.Interval?) {
        self.init(value: value, low: interval?.low, high: interval?.high)
    }

    fileprivate init(_ rate: ErrorRate) {
        self.init(value: rate.rate, low: rate.interval?.lowerBound, high: rate.interval?.upperBound)
    }
}

extension QualityJSON.Share {
    init(_ matches: Matches) {
        self.init(
            compared: matches.compared, matched: matches.matched,
            share: QualityJSON.Estimate(
                value: matches.share, low: matches.interval?.low, high: matches.interval?.high))
    }
}
