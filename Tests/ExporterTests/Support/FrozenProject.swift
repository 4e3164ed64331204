import LabelStore
import QuorumCore

@testable import Exporter

/// A data folder with a project that three people answered and whose first version is frozen.
struct FrozenProject {
    let folder: TemporaryFolder
    let store: LabelStore
    let project: Project
    let version: DatasetVersion

    var media: MediaFolder { MediaFolder(path: folder("media")) }

    static let chunksPerSource = 4

    /// Sources of a recording each, five kilobytes a chunk, with quorum 2/3: two people agree and the third does not.
    static func transcription(sources: Int = 6) async throws -> FrozenProject {
        try await make(kind: .transcription, labels: [], sources: sources) { folder, source, ordinal in
            let key = "\(source)/\(ordinal).flac"
            let samples = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* (source + 7) &+ ordinal) }
            try folder.write(Array("fLaC".utf8) + samples, to: "media/" + key)
            return .audio(
                AudioSpan(
                    sampleRate: 8000, startSample: Int64(ordinal) * 16_000, endSample: Int64(ordinal + 1) * 16_000,
                    start: Double(ordinal) * 2, end: Double(ordinal + 1) * 2, cut: .pause, confidence: 0.9,
                    mediaKey: key, peakDBFS: -1, rmsDBFS: -20))
        }
    }

    /// Texts of passages, labeled `short` by everybody.
    static func classification(sources: Int = 6) async throws -> FrozenProject {
        try await make(kind: .classification, labels: ["long", "short"], sources: sources) { _, source, ordinal in
            let text = "Passage \(ordinal) of \(source), \"naïve\"\n"
            let length = Int64(text.utf8.count)
            return .text(TextSpan(startByte: Int64(ordinal) * length, endByte: Int64(ordinal + 1) * length, text: text))
        }
    }

    private static func make(
        kind: TaskKind, labels: [String], sources: Int,
        content: (_ folder: TemporaryFolder, _ source: Int, _ ordinal: Int) throws -> ChunkContent
    ) async throws -> FrozenProject {
        let folder = try TemporaryFolder()
        let now = Timestamp(milliseconds: 1_772_359_800_000)
        let store = try await LabelStore.open(.sqlite(path: folder("quorum.sqlite")))
        let admin = try await store.createFirstAdmin(name: "admin", passwordHash: "-", at: now)
        let project = try await store.createProject(
            NewProject(
                name: "Project", kind: kind, guidelines: "Do it.", labels: labels,
                policy: try QuorumPolicy(agree: 2, max: 3), chunking: .standard),
            by: admin.id, at: now)
        for source in 0..<sources {
            let digits = String(source + 1)
            let added = try await store.addSource(
                NewSource(
                    project: project.id, filename: "file \(source).wav",
                    sha256: digits + String(repeating: "e", count: 64 - digits.count), bytes: 1000,
                    details: SourceDetails(group: "group-\(source)", licence: "MIT")),
                by: admin.id, at: now)
            let claim = try await store.claimJob(by: "worker", for: .seconds(60), at: now)
            let chunks = try (0..<chunksPerSource).map { try content(folder, source, $0) }
            _ = try await store.completeChunking(
                of: added.id, kind: kind == .transcription ? .audio : .text, duration: 8, chunks: chunks, at: now)
            if let claim { try await store.finish(claim, failure: nil, at: now) }
        }
        for person in 0..<3 {
            let user = try await store.createUser(
                name: "person-\(person)", passwordHash: "-", role: .member, by: admin.id, at: now)
            while let served = try await store.serve(
                project: project.id, to: user.id, Serving(lease: .seconds(60)), at: now
            ).first {
                let answer =
                    switch kind {
                    case .transcription: person == 1 ? "no idea" : "Words of \(served.task.id)."
                    default: "short"
                    }
                _ = try await store.submit(served.assignment.id, by: user.id, answer: answer, at: now)
            }
        }
        let version = try await store.freeze(
            project: project.id, ratios: try SplitRatios(train: 0.5, validation: 0.25, test: 0.25), seed: 3,
            by: admin.id, at: now)
        return FrozenProject(folder: folder, store: store, project: project, version: version)
    }

    func export(_ format: ExportFormat, to name: String, shardSize: Int64 = 500_000_000) async throws -> Manifest {
        try await Exporter.export(
            version.id, from: store, media: media, format: format, to: folder(name),
            options: try ExportOptions(shardSize: shardSize, pageLength: 5))
    }
}
