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
        // Who stops at the last moment finds nothing either.
        try cancellation.check(input.path)
        return manifest
    }

    private func identity(_ sha256: String) -> SourceIdentity {
        SourceIdentity(name: input.name, sha256: sha256, language: chunker.language)
    }

    private func cutAudio(_ bytes: SourceSniffer) throws(ChunkingError) -> ChunkManifest {
        let digest = Errand(isParallel: workers > 1) { () throws(ChunkingError) in try bytes.digest(cancellation) }
        let spool = try SampleSpool(path: "\(folder)/.samples")
        let queue = ChunkQueue(folder: folder, workers: workers)
        // Nothing is written any more to a folder that is about to be removed.
        defer { queue.stop() }
        let write: RecordingAnalyst.ChunkSink = { (chunk, ordinal, speech, layout, rate) throws(ChunkingError) in
            try queue.add(chunk.samples, ordinal: ordinal, speech, encoder(spool, layout, rate: rate))
        }
        // What is to be left out shows only at the end.
        let recording = try analyse(spool, write: chunker.dropSilence == nil ? write : nil)
        if chunker.dropSilence != nil {
            let (layout, rate) = (recording.stream.layout, recording.stream.timeline.sampleRate)
            for (ordinal, chunk) in recording.chunks.enumerated() {
                let speech = SpeechFrames(recording.isSpeech, covering: chunk.samples, rate: rate)
                try write(chunk, ordinal, speech, layout, rate)
            }
        }
        let records = recorder(recording, identity(try digest.result())).records(
            recording.chunks, try queue.finish())
        return ChunkManifest(
            source: report(identity(try digest.result()), recording, records.count),
            chunks: records.map(ChunkRecord.audio))
    }

    func encoder(_ spool: SampleSpool, _ layout: SampleLayout, rate: Int) -> ChunkEncoder {
        ChunkEncoder(
            spool: spool, layout: layout, rate: rate, format: chunker.format, name: input.name,
            cancellation: cancellation)
    }

    func recorder(_ recording: AnalysedRecording, _ source: SourceIdentity) -> ChunkRecorder {
        ChunkRecorder(
            stream: recording.stream, format: chunker.format, picked: picked, pathPrefix: pathPrefix, source: source)
    }

    /// Decodes a recording, tells its speech and decides where it is cut.
    ///
    /// - Parameter write: is given chunks while others are still being looked for.
    func analyse(
        _ spool: SampleSpool, write: RecordingAnalyst.ChunkSink?
    ) throws(ChunkingError) -> AnalysedRecording {
        let (file, stream, plan) = try takeIn(spool, write)
        guard let plan else {
            return AnalysedRecording(file: file, stream: stream, isSpeech: FrameFlags(), chunks: [], dropped: nil)
        }
        let pauses = plan.pauses.filter { $0.seconds >= chunker.settings.pause - 1e-9 }
        try writeFile("\(folder)/\(ChunkManifest.pausesFile)", pauses.csv(stream.timeline))
        guard let silence = chunker.dropSilence else {
            return AnalysedRecording(
                file: file, stream: stream, isSpeech: plan.isSpeech, chunks: plan.chunks, dropped: nil)
        }
        let divided = SilenceTrim(seconds: silence).divide(
            plan, rate: stream.timeline.sampleRate, sampleCount: stream.samples)
        return AnalysedRecording(
            file: file, stream: stream, isSpeech: plan.isSpeech, chunks: divided.kept, dropped: divided.dropped)
    }

    /// Decodes a recording on this thread, and with several workers analyses it on another.
    private func takeIn(
        _ spool: SampleSpool, _ write: RecordingAnalyst.ChunkSink?
    ) throws(ChunkingError) -> (MediaFile.Description, DecodedStream, RecordingPlan?) {
        let file = try MediaFile(path: input.path, name: input.name, stream: chunker.stream)
        let decoder = try AudioDecoder(file, rate: chunker.rate, channels: chunker.channels, depth: chunker.depth)
        var analyst = RecordingAnalyst(chunker, name: input.name, folder: folder, spool: spool, write: write)
        guard workers > 1 else {
            let stream = try decoder.run(cancellation: cancellation, progress: decoding) {
                (samples, layout, rate) throws(ChunkingError) in
                try analyst.take(samples, layout, rate: rate)
            }
            return (file.description, stream, try analyst.finish())
        }
        let thread = AnalysisThread(analyst)
        defer { thread.wait() }
        let stream = try decoder.run(cancellation: cancellation, progress: decoding, into: thread.take)
        return (file.description, stream, try thread.finish())
    }

    /// The channel that alone is cut, if one is.
    var picked: Int? { if case .one(let channel) = chunker.channels { channel } else { nil } }

    private func decoding(_ share: Double) { progress(share * 0.98) }

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
    let stream: DecodedStream
    /// For every frame.
    let isSpeech: FrameFlags
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
