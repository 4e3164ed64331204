import QuorumCore

/// Takes in a recording while it is decoded: keeps its samples, draws its waveform, tells its speech, and cuts it.
struct RecordingAnalyst {
    private let chunker: Chunker
    private let name: String
    private let folder: String
    private let spool: SampleSpool
    private let write: ChunkSink?
    private var layout = SampleLayout()
    private var rate = 0
    private var detector: StretchDetector?
    private var plan: RecordingPlan?
    private var waveform: SourceWaveform?
    /// How many chunks were handed on.
    private var written = 0

    /// Takes a chunk that is certain, its place among the chunks, and whether its frames are speech.
    typealias ChunkSink =
        @Sendable (PlannedChunk, _ ordinal: Int, SpeechFrames, SampleLayout, _ rate: Int) throws(ChunkingError) -> Void

    /// - Parameters:
    ///   - name: what errors call the recording.
    ///   - folder: where its waveform and its probabilities of speech are written.
    ///   - write: is given chunks as soon as they are certain.
    init(_ chunker: Chunker, name: String, folder: String, spool: SampleSpool, write: ChunkSink?) {
        self.chunker = chunker
        self.name = name
        self.folder = folder
        self.spool = spool
        self.write = write
    }

    mutating func take(_ samples: [UInt8], _ layout: SampleLayout, rate: Int) throws(ChunkingError) {
        if detector == nil { try begin(layout, rate) }
        try samples.withUnsafeBufferPointer { (samples) throws(ChunkingError) in
            let bytes = UnsafeRawBufferPointer(samples)
            try spool.append(bytes)
            try waveform?.add(bytes, layout)
            try layout.withMono(bytes) { (mono) throws(ChunkingError) in try detector?.process(mono) }
        }
        while let stretch = try detector?.next() { try cut(stretch) }
    }

    /// Ends the recording; call once.
    ///
    /// - Returns: nil when there was no sound.
    mutating func finish() throws(ChunkingError) -> RecordingPlan? {
        guard let last = try detector?.last(), let sampleCount = detector?.sampleCount else { return nil }
        try waveform?.finish()
        try cut(last)
        try plan?.finish(sampleCount: sampleCount) { (range) throws(ChunkingError) in try spool.mono(range, layout) }
        try handOn()
        return plan
    }

    private mutating func begin(_ layout: SampleLayout, _ rate: Int) throws(ChunkingError) {
        (self.layout, self.rate) = (layout, rate)
        detector = StretchDetector(sampleRate: rate, scorer: try scorer(rate))
        plan = RecordingPlan(
            chunker.settings, leastPause: min(chunker.settings.pause, chunker.dropSilence ?? .infinity),
            sampleRate: rate)
        waveform = try SourceWaveform(folder: folder, channels: layout.channels, rate: rate)
    }

    private func scorer(_ rate: Int) throws(ChunkingError) -> SpeechScorer? {
        guard case .silero(let model) = chunker.detector else { return nil }
        guard chunker.writesProbabilities else { return try SpeechScorer(model, path: name, rate: rate) }
        let table = try SpeechTable(creating: "\(folder)/\(ChunkManifest.speechFile)")
        return try SpeechScorer(model, path: name, rate: rate, table: table)
    }

    private mutating func cut(_ stretch: DetectedStretch) throws(ChunkingError) {
        try plan?.take(stretch, sampleCount: detector?.sampleCount ?? 0) { (range) throws(ChunkingError) in
            try spool.mono(range, layout)
        }
        try handOn()
    }

    private mutating func handOn() throws(ChunkingError) {
        guard let write, let plan else { return }
        while written < plan.chunks.count {
            let chunk = plan.chunks[written]
            let speech = SpeechFrames(plan.isSpeech, covering: chunk.samples, rate: rate)
            try write(chunk, written, speech, layout, rate)
            written += 1
        }
    }
}
