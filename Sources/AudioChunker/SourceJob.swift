import Foundation
import QuorumCore

/// Cuts one source into one folder.
struct SourceJob: Sendable {
    let chunker: Chunker
    let input: ChunkInput
    let folder: String
    /// What paths in the records begin with.
    let pathPrefix: String
    let workers: Int
    /// The recording of the same stem, for captions.
    var recording: String?
    let cancellation: Cancellation
    let progress: @Sendable (Double) -> Void

    func run() throws(ChunkingError) -> ChunkManifest {
        let bytes = try SourceSniffer(input, encoding: chunker.encoding, cancellation: cancellation)
        let source = SourceIdentity(name: input.name, sha256: bytes.sha256, language: chunker.language)
        let manifest =
            switch try bytes.kind(of: input) {
            case .audio: try cutAudio(source)
            case .text:
                try TextJob(
                    chunker: chunker, input: input, format: bytes.textFormat(of: input), recording: recording
                ).split(source)
            }
        try writeFile("\(folder)/\(ChunkManifest.chunksFile)", manifest.chunks.jsonLines())
        try writeFile("\(folder)/\(ChunkManifest.sourceFile)", manifest.source.jsonLine() + [UInt8(ascii: "\n")])
        progress(1)
        return manifest
    }

    private func cutAudio(_ source: SourceIdentity) throws(ChunkingError) -> ChunkManifest {
        let recording = try analyse()
        guard let plan = recording.plan else {
            return ChunkManifest(source: report(source, recording, 0), chunks: [])
        }
        progress(0.65)
        let writer = ChunkWriter(
            spool: recording.spool, stream: recording.stream, isSpeech: plan.activity.isSpeech, picked: picked,
            format: chunker.format, folder: folder, pathPrefix: pathPrefix, source: source, cancellation: cancellation)
        let records = try writer.write(recording.chunks, workers: workers)
        return ChunkManifest(
            source: report(source, recording, records.count), chunks: records.map(ChunkRecord.audio))
    }

    /// Decodes a recording and decides where it is cut.
    func analyse() throws(ChunkingError) -> AnalysedRecording {
        let file = try MediaFile(path: input.path, name: input.name, stream: chunker.stream)
        let spool = try SampleSpool(path: "\(folder)/.samples")
        var analyser: BandAnalyser?
        var scorer: SpeechScorer?
        var waveform = SourceWaveform()
        let decoder = try AudioDecoder(file, rate: chunker.rate, channels: chunker.channels, depth: chunker.depth)
        let stream = try decoder.run(cancellation: cancellation, progress: decoding) {
            (bytes, layout, rate) throws(ChunkingError) in
            if analyser == nil {
                analyser = BandAnalyser(sampleRate: rate)
                if case .silero(let model) = chunker.detector {
                    scorer = try SpeechScorer(model, path: input.name, rate: rate)
                }
            }
            try layout.withMono(bytes) { (samples) throws(ChunkingError) in
                analyser?.process(samples)
                try scorer?.process(samples)
            }
            waveform.add(bytes, layout, rate: rate)
            try spool.append(bytes)
        }
        guard let levels = analyser?.finish() else {
            return AnalysedRecording(file: file, spool: spool, stream: stream, plan: nil, chunks: [], dropped: nil)
        }
        let speech = try scorer?.finish()
        if chunker.writesProbabilities, let speech {
            try writeFile("\(folder)/\(ChunkManifest.speechFile)", speech.csv())
        }
        try waveform.write(to: folder)
        let plan = try ChunkPlan(levels, speech: speech, settings: chunker.settings) { (range) throws(ChunkingError) in
            try spool.mono(range, stream.layout)
        }
        let pauses = Pause.all(in: plan.activity, least: chunker.settings.pause)
        try writeFile("\(folder)/\(ChunkManifest.pausesFile)", pauses.csv(stream.timeline))
        guard let silence = chunker.dropSilence else {
            return AnalysedRecording(
                file: file, spool: spool, stream: stream, plan: plan, chunks: plan.chunks, dropped: nil)
        }
        let divided = SilenceTrim(seconds: silence).divide(
            plan.chunks, plan.activity, rate: stream.timeline.sampleRate, sampleCount: stream.samples)
        return AnalysedRecording(
            file: file, spool: spool, stream: stream, plan: plan, chunks: divided.kept, dropped: divided.dropped)
    }

    /// The channel that alone is cut, if one is.
    var picked: Int? { if case .one(let channel) = chunker.channels { channel } else { nil } }

    private func decoding(_ share: Double) { progress(share * 0.6) }

    private func report(
        _ source: SourceIdentity, _ recording: AnalysedRecording, _ chunks: Int
    ) -> SourceReport {
        let (file, stream) = (recording.file, recording.stream)
        var warnings = stream.warnings
        if case .energy(let note?) = chunker.detector { warnings.append(note) }
        let streams = file.audioStreams
        if streams.count > 1, chunker.stream == nil {
            warnings.append("it has \(streams.count) audio streams; stream \(streams.chosen) was cut, counted from 0")
        }
        if recording.chunks.isEmpty { warnings.append("no speech was found: nothing is left of it") }
        return SourceReport(
            kind: .audio, source: source.name, sha256: source.sha256,
            duration: Double(stream.samples) / Double(stream.timeline.sampleRate),
            sampleRate: stream.timeline.sampleRate, channels: stream.channels, stream: streams.chosen,
            audioStreams: streams.count, bitDepth: stream.layout.depth.rawValue,
            dropped: recording.dropped?.map { span in
                DroppedSpan(
                    startSample: span.lowerBound, endSample: span.upperBound,
                    start: microseconds(stream.timeline.seconds(atStartOf: span.lowerBound)),
                    end: microseconds(stream.timeline.seconds(atEndBefore: span.upperBound)))
            }, format: "\(file.formatName)/\(file.codecName)", chunks: chunks, language: source.language,
            warnings: warnings, decoderErrors: stream.damage.messages)
    }
}

extension [Pause] {
    /// Start and end in seconds on the source's timeline, and confidence.
    fileprivate func csv(_ timeline: Timeline) -> Data {
        var text = "start,end,confidence\n"
        for pause in self {
            let start = BandLevels.firstSample(ofFrame: pause.frames.lowerBound, rate: timeline.sampleRate)
            let end = BandLevels.firstSample(ofFrame: pause.frames.upperBound, rate: timeline.sampleRate)
            let (from, to) = (timeline.seconds(atStartOf: start), timeline.seconds(atEndBefore: end))
            let confidence = (pause.confidence * 1000).rounded() / 1000
            text += "\(microseconds(from)),\(microseconds(to)),\(confidence)\n"
        }
        return Data(text.utf8)
    }
}

/// A decoded recording and where it is cut.
struct AnalysedRecording {
    let file: MediaFile
    let spool: SampleSpool
    let stream: DecodedStream
    /// nil when there is no sound to plan for.
    let plan: ChunkPlan?
    let chunks: [PlannedChunk]
    /// What is in no chunk; nil when nothing was to be left out.
    let dropped: [Range<Int64>]?
}

extension [ChunkRecord] {
    /// The content of a `chunks.jsonl`.
    func jsonLines() -> Data {
        var lines = Data()
        for record in self {
            lines.append(record.jsonLine())
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }
}
