import AudioChunker
import LabelStore
import Logging
import MediaStorage
import QuorumCore

/// Cuts an uploaded file into chunks and makes them tasks.
struct ChunkWork: Sendable {
    let store: LabelStore
    let data: DataDirectory
    let media: any MediaStore
    let blobs: BlobStore
    let program: ChildProgram
    /// What the process may take.
    let memory: Int64
    let processorSeconds: Int
    let fileSize: Int64

    func perform(_ claim: JobClaim, report: @escaping JobReport, logger: Logger) async throws {
        let job = claim.job
        report(.cutting, 0)
        guard let id = job.source else { throw JobFailure("The job names no source; upload the file again.") }
        let source = try await store.source(id)
        // Done by an attempt that was stopped before it could say so.
        if source.state == .ready { return }
        let project = try await store.project(source.project)
        try await JobFolder.use(for: job.id, in: data) { folder in
            let out = folder.path + "/out"
            let input = try await blobs.fetch(source.sha256, to: folder.path + "/source")
            let result = try await program.run(
                arguments(for: input, source, of: project, out: out), in: folder.path
            ) { report(.cutting, $0) }
            guard result.isSuccess else {
                logger.warning("Chunking failed", metadata: result.metadata)
                throw JobFailure(
                    result, subject: source.filename,
                    hidden: [
                        (input, source.filename), (out, "the output"), (data.path, "the data folder"),
                    ])
            }
            let manifest = try await blocking { try ChunkManifest.read(directory: out) }
            try check(manifest, of: source)
            report(.storing, 1)
            guard try await store.stands(claim) else { throw CancellationError() }
            // A place of the attempt's own: one that lost the job while it was at this harms no other's files.
            let place = "\(source.id)/\(job.id)-\(job.attempt)"
            do {
                try await media.putFolder(out, as: MediaKey.chunk(place), last: ChunkManifest.chunksFile)
                try await store.completeChunking(
                    of: source.id, kind: manifest.source.kind, duration: manifest.source.duration,
                    chunks: manifest.chunks.map { $0.content(in: place) }, under: claim, at: .now)
            } catch let error as StoreError {
                // Nobody else knows of the place.
                if error.code == .conflict {
                    await clear(MediaKey.chunk(place) + "/", but: nil, logger)
                }
                throw error
            }
            await clear(MediaKey.chunk("\(source.id)/"), but: MediaKey.chunk(place) + "/", logger)
        }
    }

    /// Removes what attempts left that came to nothing, in a task of its own: that of the work is cancelled once the job
    /// is not its own any more, be it done.
    private func clear(_ prefix: String, but kept: String?, _ logger: Logger) async {
        await Task {
            do {
                try await media.removeAll(prefix, but: kept)
            } catch {
                logger.notice("Files of broken off attempts stay", metadata: ["error": "\(error)"])
            }
        }.value
    }

    /// Values follow `=`, so that no file name is taken for an option.
    private func arguments(for input: String, _ source: Source, of project: Project, out: String) -> [String] {
        var arguments = [
            "chunk", input, "--name=\(source.filename)", "--out=\(out)", "--json", "--progress",
            "--jobs=1",
            "--min=\(project.chunking.minimum)", "--max=\(project.chunking.maximum)",
            "--pause=\(project.chunking.pause)", "--limit-memory=\(memory)", "--limit-cpu=\(processorSeconds)",
            "--limit-file-size=\(fileSize)",
        ]
        if let medium = project.kind.medium { arguments.append("--kind=\(medium.rawValue)") }
        if project.kind == .pairwise { arguments.append("--pairs") }
        if let language = source.details.language { arguments.append("--language=\(language)") }
        return arguments
    }

    private func check(_ manifest: ChunkManifest, of source: Source) throws {
        guard manifest.source.sha256 == source.sha256 else {
            throw JobFailure("\(source.filename): its bytes on the server have changed; upload the file again.")
        }
        guard !manifest.chunks.isEmpty else {
            throw JobFailure("\(source.filename): it holds nothing to label; upload a file with sound or text.")
        }
    }
}

extension ChunkRecord {
    /// - Parameter place: where the attempt's files are.
    fileprivate func content(in place: String) -> ChunkContent {
        switch self {
        case .audio(let record):
            .audio(
                AudioSpan(
                    sampleRate: record.sampleRate, startSample: record.startSample, endSample: record.endSample,
                    start: record.start, end: record.end, cut: record.cut, confidence: record.confidence,
                    mediaKey: "\(place)/\(record.path)", peakDBFS: record.peakDBFS, rmsDBFS: record.rmsDBFS))
        case .text(let record):
            .text(
                TextSpan(
                    startByte: record.startByte, endByte: record.endByte, text: record.text,
                    pair: record.a.flatMap { a in record.b.map { TextPair(a: a, b: $0) } }))
        }
    }
}
