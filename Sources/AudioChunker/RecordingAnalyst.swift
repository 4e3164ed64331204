/// Takes in a recording while it is decoded: keeps its samples, measures its levels, its speech and its waveform, and has
/// the chunks that are certain already written.
struct RecordingAnalyst {
    private let chunker: Chunker
    private let name: String
    private let spool: SampleSpool
    private let makeEarly: ((SampleLayout, _ rate: Int) -> EarlyChunks)?
    private var layout = SampleLayout()
    private var rate = 0
    private var analyser: BandAnalyser?
    private var scorer: SpeechScorer?
    private var waveform = SourceWaveform()
    private var early: EarlyPlanner?

    /// What is known of a recording when all of it is decoded.
    struct Findings {
        let levels: BandLevels
        let speech: SpeechTrack?
        let early: EarlyChunks?
    }

    /// - Parameters:
    ///   - name: what errors call the recording.
    ///   - early: makes what writes chunks before the end is known; nil when none are to be.
    init(
        _ chunker: Chunker, name: String, spool: SampleSpool,
        early: (@Sendable (SampleLayout, _ rate: Int) -> EarlyChunks)?
    ) {
        self.chunker = chunker
        self.name = name
        self.spool = spool
        makeEarly = early
    }

    mutating func take(_ samples: [UInt8], _ layout: SampleLayout, rate: Int) throws(ChunkingError) {
        if analyser == nil { try begin(layout, rate) }
        try samples.withUnsafeBufferPointer { (samples) throws(ChunkingError) in
            let bytes = UnsafeRawBufferPointer(samples)
            try layout.withMono(bytes) { (mono) throws(ChunkingError) in
                analyser?.process(mono)
                try scorer?.process(mono)
            }
            waveform.add(bytes, layout, rate: rate)
            try spool.append(bytes)
        }
        if let analyser { try early?.plan(analyser, scorer, spool, layout) }
    }

    /// Writes the waveform and gives what planning takes; call once.
    ///
    /// - Returns: nil when there was no sound.
    mutating func finish(waveformIn folder: String) throws(ChunkingError) -> Findings? {
        defer { (analyser, scorer, waveform) = (nil, nil, SourceWaveform()) }
        guard let analyser else { return nil }
        try waveform.write(to: folder)
        return Findings(levels: analyser.finish(), speech: try scorer?.finish(), early: early?.chunks)
    }

    private mutating func begin(_ layout: SampleLayout, _ rate: Int) throws(ChunkingError) {
        analyser = BandAnalyser(sampleRate: rate)
        if case .silero(let model) = chunker.detector {
            scorer = try SpeechScorer(model, path: name, rate: rate)
        }
        early = makeEarly.map { EarlyPlanner($0(layout, rate), settings: chunker.settings) }
    }
}
