internal import QuorumCore

/// What a first pass over a version finds: that every recording is there, what columns and how many shards there will
/// be, and the figures of the dataset card.
struct ExportSurvey: Sendable {
    /// Who decided a label.
    enum Decider: Sendable {
        case quorum, expert, model
        /// Whoever gave a gold task its right answer.
        case gold

        init(_ label: ConsensusLabel) {
            self =
                switch label.method {
                case ConsensusLabel.adjudicated: .expert
                case ConsensusLabel.predicted: .model
                case ConsensusLabel.gold: .gold
                default: .quorum
                }
        }
    }

    struct SplitFigures: Sendable {
        var rows = 0
        /// Bytes of the recordings and texts.
        var payload: Int64 = 0
        var seconds = 0.0
        var groups: Set<String> = []

        mutating func add(_ example: Example, mediaSize: Int64) {
            rows += 1
            groups.insert(example.group)
            switch example.chunk.content {
            case .audio(let span):
                seconds += span.duration
                payload += mediaSize
            case .text(let span):
                payload += Int64(span.text.utf8.count)
            }
        }
    }

    private(set) var splits: [Split: SplitFigures] = [:]
    /// Shards each split will have.
    private(set) var shards: [Split: Int] = [:]
    private(set) var hasAudio = false
    private(set) var hasPassages = false
    private(set) var sampleRates: Set<Int> = []
    private(set) var languages: Set<String> = []
    private(set) var licences: Set<String> = []
    private(set) var sources: Set<SourceID> = []
    private(set) var sourcesWithoutLicence: Set<SourceID> = []
    private(set) var sourcesWithoutConsent: Set<SourceID> = []
    /// Examples by who decided their labels.
    private(set) var deciders: [Decider: Int] = [:]
    /// Examples that people answered.
    private(set) var answered = 0
    /// Those of them whose answers all match the label.
    private(set) var unanimous = 0
    private var agreementTotal = 0.0
    /// nil for what was erased.
    private(set) var splitsByOrdinal: [Split?]

    /// - Parameter examples: as many as the version was frozen with.
    init(examples: Int) {
        splitsByOrdinal = Array(repeating: nil, count: examples)
    }

    var rows: Int { splits.values.reduce(0) { $0 + $1.rows } }

    /// Mean over the examples that people answered of the share of answers that match the label.
    var meanAgreement: Double { answered == 0 ? 0 : agreementTotal / Double(answered) }

    /// The one sample rate of every recording, if there is one.
    var sampleRate: Int? { sampleRates.count == 1 ? sampleRates.first : nil }

    func columns(kind: TaskKind) -> ExampleColumns {
        ExampleColumns(kind: kind, hasAudio: hasAudio, hasPassages: hasPassages)
    }

    /// - Parameter shard: the number of the shard the example will be in.
    mutating func add(_ example: Example, mediaSize: Int64, shard: Int) {
        shards[example.split] = shard + 1
        splitsByOrdinal[example.ordinal] = example.split
        switch example.chunk.content {
        case .audio(let span):
            hasAudio = true
            sampleRates.insert(span.sampleRate)
        case .text:
            hasPassages = true
        }
        splits[example.split, default: SplitFigures()].add(example, mediaSize: mediaSize)
        add(example.source)
        add(example.label)
    }

    private mutating func add(_ label: ConsensusLabel) {
        deciders[Decider(label), default: 0] += 1
        guard label.votes > 0 else { return }
        answered += 1
        agreementTotal += label.agreement
        if label.support == label.votes { unanimous += 1 }
    }

    private mutating func add(_ source: Source) {
        guard sources.insert(source.id).inserted else { return }
        if let language = source.details.language, !language.isEmpty { languages.insert(language) }
        if let licence = source.details.licence, !licence.isEmpty {
            licences.insert(licence)
        } else {
            sourcesWithoutLicence.insert(source.id)
        }
        if source.details.consent?.isEmpty ?? true { sourcesWithoutConsent.insert(source.id) }
    }
}
