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
    let cancellation: Cancellation
    let progress: @Sendable (Double) -> Void

    func run() throws(ChunkingError) -> ChunkManifest {
        let bytes = try SourceSniffer(input, cancellation: cancellation)
        let source = SourceIdentity(name: input.name, sha256: bytes.sha256, language: chunker.language)
        let manifest =
            switch try bytes.kind(of: input) {
            case .audio: try cutAudio(source)
            case .text: try splitText(source)
            }
        try writeFile("\(folder)/\(ChunkManifest.chunksFile)", manifest.chunks.jsonLines())
        try writeFile("\(folder)/\(ChunkManifest.sourceFile)", manifest.source.jsonLine() + [UInt8(ascii: "\n")])
        progress(1)
        return manifest
    }

    private func cutAudio(_ source: SourceIdentity) throws(ChunkingError) -> ChunkManifest {
        let file = try MediaFile(path: input.path, name: input.name)
        let spool = try SampleSpool(path: "\(folder)/.samples")
        var analyser: BandAnalyser?
        var scorer: SpeechScorer?
        let decoder = try AudioDecoder(file, rate: chunker.rate)
        let stream = try decoder.run(cancellation: cancellation, progress: decoding) {
            (samples, rate) throws(ChunkingError) in
            if analyser == nil {
                analyser = BandAnalyser(sampleRate: rate)
                if case .silero(let model) = chunker.detector {
                    scorer = try SpeechScorer(model, path: input.name, rate: rate)
                }
            }
            analyser?.process(samples)
            try scorer?.process(samples)
            try spool.append(samples)
        }
        guard let levels = analyser?.finish() else {
            return ChunkManifest(source: report(source, file, stream, 0), chunks: [])
        }
        let speech = try scorer?.finish()
        if chunker.writesProbabilities, let speech {
            try writeFile("\(folder)/\(ChunkManifest.speechFile)", speech.csv())
        }
        let plan = try ChunkPlan(levels, speech: speech, settings: chunker.settings) { (range) throws(ChunkingError) in
            try spool.read(range)
        }
        progress(0.65)
        let writer = ChunkWriter(
            spool: spool, stream: stream, isSpeech: plan.activity.isSpeech, format: chunker.format, folder: folder,
            pathPrefix: pathPrefix, source: source, cancellation: cancellation)
        let records = try writer.write(plan.chunks, workers: workers)
        return ChunkManifest(
            source: report(source, file, stream, records.count), chunks: records.map(ChunkRecord.audio))
    }

    private func decoding(_ share: Double) { progress(share * 0.6) }

    private func report(
        _ source: SourceIdentity, _ file: MediaFile, _ stream: DecodedStream, _ chunks: Int
    ) -> SourceReport {
        var damage = stream.damage.messages
        if stream.damage.count > damage.count {
            damage.append("and \(stream.damage.count - damage.count) more")
        }
        var warnings = stream.warnings
        if case .energy(let note?) = chunker.detector { warnings.append(note) }
        return SourceReport(
            kind: .audio, source: source.name, sha256: source.sha256,
            duration: Double(stream.samples) / Double(stream.timeline.sampleRate),
            sampleRate: stream.timeline.sampleRate, channels: stream.channels,
            format: "\(file.formatName)/\(file.codecName)", chunks: chunks, language: source.language,
            warnings: warnings, decoderErrors: damage)
    }

    private func splitText(_ source: SourceIdentity) throws(ChunkingError) -> ChunkManifest {
        guard let content = FileManager.default.contents(atPath: input.path) else {
            throw ChunkingError(
                .unreadable, path: input.name, "it can't be read", remedy: "check the file's permissions")
        }
        let text = [UInt8](content)
        if let offset = UTF8Check.firstInvalidOffset(in: text) {
            let byte = String(text[offset], radix: 16, uppercase: true)
            throw ChunkingError(
                .invalidUTF8, path: input.name, "byte \(offset) (0x\(byte)) is not valid UTF-8",
                remedy: "save the text as UTF-8")
        }
        guard !text.allSatisfy(Paragraphs.isSpace) else {
            throw ChunkingError(
                .emptyFile, path: input.name, "it holds nothing but white space", remedy: "give a text with words in it"
            )
        }
        let splitter = PassageSplitter(
            settings: chunker.passages, breaker: try SentenceBreaker(language: chunker.language))
        let records = splitter.split(text).enumerated().map { ordinal, range in
            ChunkRecord.text(
                TextChunkRecord(
                    id: "\(source.name)#\(ordinal)", source: source.name, sourceSHA256: source.sha256,
                    startByte: Int64(range.lowerBound), endByte: Int64(range.upperBound),
                    text: String(decoding: text[range], as: UTF8.self), language: source.language))
        }
        let report = SourceReport(
            kind: .text, source: source.name, sha256: source.sha256, format: "text", chunks: records.count,
            language: source.language, warnings: [], decoderErrors: [])
        return ChunkManifest(source: report, chunks: records)
    }
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
