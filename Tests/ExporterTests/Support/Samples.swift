import QuorumCore

@testable import Exporter

/// Values of the domain with one thing that matters and the rest plain.
enum Samples {
    static func source(
        _ id: Int64 = 1, filename: String = "a.wav", details: SourceDetails = SourceDetails()
    ) -> Source {
        let digits = String(id, radix: 16)
        return Source(
            id: SourceID(id), project: ProjectID(1), filename: filename,
            sha256: digits + String(repeating: "0", count: 64 - digits.count), bytes: 1, kind: .audio, state: .ready,
            failure: nil, details: details, duration: nil, createdAt: Timestamp(milliseconds: 0))
    }

    static func audio(key: String = "1.flac", sampleRate: Int = 8000) -> ChunkContent {
        .audio(
            AudioSpan(
                sampleRate: sampleRate, startSample: 0, endSample: Int64(sampleRate) * 6, start: 0, end: 6, cut: .end,
                confidence: 1, mediaKey: key, peakDBFS: -1, rmsDBFS: -20))
    }

    static func text(_ text: String) -> ChunkContent {
        .text(TextSpan(startByte: 10, endByte: 10 + Int64(text.utf8.count), text: text))
    }

    static func example(
        _ ordinal: Int = 1, split: Split = .train, group: String = "g", content: ChunkContent = audio(),
        source: Source = source(), label: String = "hello", support: Int = 4, votes: Int = 4,
        method: String = "quorum"
    ) -> Example {
        let id = Int64(ordinal)
        let chunk = Chunk(id: ChunkID(id), source: source.id, ordinal: ordinal, content: content)
        return Example(
            key: ExampleKey(in: source).key(of: chunk), ordinal: ordinal, split: split, group: group, chunk: chunk,
            source: source,
            label: ConsensusLabel(
                task: TaskID(id), label: label, key: label, support: support, votes: votes, method: method,
                annotations: [], decidedAt: Timestamp(milliseconds: 0)))
    }

    static func project(kind: TaskKind = .transcription, labels: [String] = [], name: String = "P") throws -> Project {
        Project(
            id: ProjectID(1), name: name, kind: kind, guidelines: "", labels: labels,
            policy: try QuorumPolicy(agree: 4, max: 7), chunking: .standard, createdAt: Timestamp(milliseconds: 0))
    }

    static let version = DatasetVersion(
        id: VersionID(1), project: ProjectID(1), name: "v1", digest: String(repeating: "ab", count: 32), parent: nil,
        ratios: .standard, exampleCount: 1, createdAt: Timestamp(milliseconds: 1_772_359_800_250))
}
