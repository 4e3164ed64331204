import LabelStore
import Logging
import MediaStorage
import QuorumCore

/// What each kind of job does.
struct JobWork: Sendable {
    private let store: LabelStore
    private let blobs: BlobStore
    private let chunk: ChunkWork
    private let version: VersionWork

    init(
        settings: ServerSettings, data: DataDirectory, media: any MediaStore, blobs: BlobStore, store: LabelStore
    ) {
        self.store = store
        self.blobs = blobs
        let program = ChildProgram(executable: settings.executable, data: data)
        chunk = ChunkWork(
            store: store, data: data, media: media, blobs: blobs, program: program, memory: settings.jobMemory,
            processorSeconds: settings.jobProcessorSeconds, fileSize: settings.jobFileSize)
        version = VersionWork(
            store: store, data: data, media: media, program: program, secrets: settings.secrets)
    }

    /// - Throws: `JobFailure` when it cannot be done; anything else when it may work another time.
    func perform(_ claim: JobClaim, report: @escaping JobReport, logger: Logger) async throws {
        switch claim.job.kind {
        case .chunk: try await chunk.perform(claim, report: report, logger: logger)
        case .measure: try await version.measure(claim, report: report, logger: logger)
        case .export: try await version.export(claim, report: report, logger: logger)
        }
    }

    /// Keeps nothing of a file that nothing can be made of.
    func clearAway(_ job: Job) async throws {
        guard let id = job.source else { return }
        do {
            try await blobs.removeIfUnused(sha256: store.source(id).sha256)
        } catch let error as StoreError {
            // Its project may have removed the source meanwhile.
            guard error.code == .notFound else { throw error }
        }
    }
}

/// Why a job failed, in words for the person who asked for it.
struct JobFailure: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
