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
        let bytes = try SourceSniffer(input, encoding: chunker.encoding)
        let manifest =
            switch try bytes.kind(of: input) {
            case .audio: try cutAudio(bytes)
            case .text:
                try TextJob(
                    chunker: chunker, input: input, format: bytes.textFormat(of: input), recording: recording
                ).split(identity(try bytes.digest(cancellation)))
            }
        try writeFile("\(folder)/\(ChunkManifest.chunksFile)", manifest.chunks.jsonLines())
        try writeFile("\(folder)/\(ChunkManifest.sourceFile)", manifest.source.jsonLine() + [UInt8(ascii: "\n")])
        progress(1)
        return manifest
    }

    private func identity(_ sha256: String) -> SourceIdentity {
        SourceIdentity(name: input.name, sha256: sha256, language: chunker.language)
    }

    private func cutAudio(_ bytes: SourceSniffer) throws(ChunkingError) -> ChunkManifest {
        let digest = Errand(isParallel: workers > 1) { () throws(ChunkingError) in try bytes.digest(cancellation) }
        let recording = try analyse()
        let source = identity(try digest.result())
        guard let plan = recording.plan else {
            return ChunkManifest(source: report(source, recording, 0), chunks: [])
        }
        progress(0.65)
        let writer = ChunkWriter(
            encoder: encoder(recording.spool, recording.stream.layout, rate: recording.stream.timeline.sampleRate),
            stream: recording.stream, speech: SpeechFrames(first: 0, isSpeech: plan.activity.isSpeech), picked: picked,
            folder: folder, pathPrefix: pathPrefix, source: source)
        let records = try writer.write(recording.chunks, workers: workers, early: recording.early)
        recording.early?.removeRest()
        return ChunkManifest(
            source: report(source, recording, records.count), chunks: records.map(ChunkRecord.audio))
    }

    func encoder(_ spool: SampleSpool, _ layout: SampleLayout, rate: Int) -> ChunkEncoder {
        ChunkEncoder(
            spool: spool, layout: layout, rate: rate, format: chunker.format, name: input.name,
            cancellation: cancellation)
    }

    /// Decodes a recording and decides where it is cut.
    func analyse() throws(ChunkingError) -> AnalysedRecording {
        let spool = try SampleSpool(path: "\(folder)/.samples")
        let (file, stream, found) = try takeIn(spool)
        guard let found else {
            return AnalysedRecording(file: file, spool: spool, stream: stream, plan: nil, chunks: [], dropped: nil)
        }
        if chunker.writesProbabilities, let speech = found.speech {
            try writeFile("\(folder)/\(ChunkManifest.speechFile)", speech.csv())
        }
        let plan = try ChunkPlan(found.levels, speech: found.speech, settings: chunker.settings) {
            (range) throws(ChunkingError) in
            try spool.mono(range, stream.layout)
        }
        let pauses = Pause.all(in: plan.activity, least: chunker.settings.pause)
        try writeFile("\(folder)/\(ChunkManifest.pausesFile)", pauses.csv(stream.timeline))
        guard let silence = chunker.dropSilence else {
            return AnalysedRecording(
                file: file, spool: spool, stream: stream, plan: plan, chunks: plan.chunks, dropped: nil,
                early: found.early)
        }
        let divided = SilenceTrim(seconds: silence).divide(
            plan.chunks, plan.activity, rate: stream.timeline.sampleRate, sampleCount: stream.samples)
        return AnalysedRecording(
            file: file, spool: spool, stream: stream, plan: plan, chunks: divided.kept, dropped: divided.dropped)
    }

    /// Decodes a recording on this thread, and with several workers analyses it on another.
    private func takeIn(
        _ spool: SampleSpool
    ) throws(ChunkingError) -> (MediaFile.Description, DecodedStream, RecordingAnalyst.Findings?) {
        let file = try MediaFile(path: input.path, name: input.name, stream: chunker.stream)
        let decoder = try AudioDecoder(file, rate: chunker.rate, channels: chunker.channels, depth: chunker.depth)
        guard workers > 1 else {
            var analyst = RecordingAnalyst(chunker, name: input.name, spool: spool, early: nil)
            let stream = try decoder.run(cancellation: cancellation, progress: decoding) {
                (samples, layout, rate) throws(ChunkingError) in
                try analyst.take(samples, layout, rate: rate)
            }
            return (file.description, stream, try analyst.finish(waveformIn: folder))
        }
        let early = { @Sendable (layout: SampleLayout, rate: Int) in
            EarlyChunks(encoder(spool, layout, rate: rate), folder: folder, workers: workers - 1)
        }
        // What is left out of silence leaves chunks that no early plan has.
        let thread = AnalysisThread(
            RecordingAnalyst(
                chunker, name: input.name, spool: spool, early: chunker.dropSilence == nil ? early : nil))
        let stream = try decoder.run(cancellation: cancellation, progress: decoding, into: thread.take)
        return (file.description, stream, try thread.finish(waveformIn: folder))
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
            }, format: file.format, chunks: chunks, language: source.language,
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
    let file: MediaFile.Description
    let spool: SampleSpool
    let stream: DecodedStream
    /// nil when there is no sound to plan for.
    let plan: ChunkPlan?
    let chunks: [PlannedChunk]
    /// What is in no chunk; nil when nothing was to be left out.
    let dropped: [Range<Int64>]?
    /// Chunks that are written already, under other names.
    var early: EarlyChunks?
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
