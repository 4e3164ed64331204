internal import QuorumCore

/// What a first pass over a version finds: that every recording is there, what columns and how many shards there will
/// be, and the figures of the dataset card.
struct ExportSurvey: Sendable {
    struct SplitFigures: Sendable {
        var rows = 0
        /// Bytes of the recordings and texts.
        var payload: Int64 = 0
        var seconds = 0.0
        var groups: Set<String> = []
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
    private(set) var unanimous = 0
    private(set) var agreementTotal = 0.0

    var rows: Int { splits.values.reduce(0) { $0 + $1.rows } }

    /// Mean over the examples of the share of answers that match the label.
    var meanAgreement: Double { rows == 0 ? 0 : agreementTotal / Double(rows) }

    /// The one sample rate of every recording, if there is one.
    var sampleRate: Int? { sampleRates.count == 1 ? sampleRates.first : nil }

    func columns(kind: TaskKind) -> ExampleColumns {
        ExampleColumns(kind: kind, hasAudio: hasAudio, hasPassages: hasPassages)
    }

    /// - Parameter shard: the number of the shard the example will be in.
    mutating func add(_ example: Example, mediaSize: Int64, shard: Int) {
        shards[example.split] = shard + 1
        var figures = splits[example.split] ?? SplitFigures()
        figures.rows += 1
        figures.groups.insert(example.group)
        switch example.chunk.content {
        case .audio(let span):
            hasAudio = true
            sampleRates.insert(span.sampleRate)
            figures.seconds += span.duration
            figures.payload += mediaSize
        case .text(let span):
            hasPassages = true
            figures.payload += Int64(span.text.utf8.count)
        }
        splits[example.split] = figures
        add(example.source)
        agreementTotal += example.label.agreement
        if example.label.support == example.label.votes { unanimous += 1 }
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
