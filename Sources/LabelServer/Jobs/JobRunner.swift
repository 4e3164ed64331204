import Foundation
import LabelStore
import Logging
import QuorumCore
import ServiceLifecycle
import Synchronization

/// Works off the queued jobs, each in a process of its own; what a decoder does to that process ends that job alone.
///
/// A job that the server's stop interrupts stays in the database as running, and is queued again at the next start.
final class JobRunner: Service {
    /// How long a job queued by another process may wait unseen.
    private static let pollingInterval: Duration = .seconds(1)
    private static let pauseAfterFailure: Duration = .seconds(2)

    private let store: LabelStore
    private let workers: JobWorkers
    private let mostJobs: Int
    private let logger: Logger
    private let running = Mutex(0)
    private let ticks: AsyncStream<Void>
    private let tick: AsyncStream<Void>.Continuation

    init(settings: ServerSettings, data: DataDirectory, blobs: KeyedLock, store: LabelStore, logger: Logger) {
        self.store = store
        self.logger = logger
        mostJobs = max(1, settings.jobs)
        let program = ChildProgram(executable: settings.executable, data: data)
        workers = JobWorkers(
            chunk: ChunkWork(
                store: store, data: data, blobs: blobs, program: program, memory: settings.jobMemory,
                processorSeconds: settings.jobProcessorSeconds, fileSize: settings.jobFileSize),
            version: VersionWork(store: store, data: data, program: program, database: settings.database))
        (ticks, tick) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Looks for queued jobs now.
    @Sendable func wake() { tick.yield() }

    func run() async throws {
        let interrupted = try await store.requeueRunningJobs(at: .now)
        if interrupted > 0 { logger.notice("Jobs queued again", metadata: ["jobs": "\(interrupted)"]) }
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    while !Task.isCancelled {
                        self.wake()
                        try? await Task.sleep(for: Self.pollingInterval)
                    }
                }
                for await _ in self.ticks {
                    while let job = await self.claim() {
                        group.addTask {
                            await self.perform(job)
                            self.running.withLock { $0 -= 1 }
                            self.wake()
                        }
                    }
                }
            }
        }
    }

    /// The next job, if there is room for one.
    private func claim() async -> Job? {
        guard !Task.isCancelled, running.withLock({ $0 < mostJobs }) else { return nil }
        do {
            guard let job = try await store.claimJob(at: .now) else { return nil }
            running.withLock { $0 += 1 }
            return job
        } catch {
            logger.error("No job can be claimed", metadata: ["error": "\(error)"])
            try? await Task.sleep(for: Self.pauseAfterFailure)
            return nil
        }
    }

    private func perform(_ job: Job) async {
        var logger = logger
        logger[metadataKey: "job"] = "\(job.id)"
        do {
            do {
                try await workers.perform(job, logger: logger)
                try await store.finish(job.id, failure: nil, at: .now)
            } catch let failure as JobFailure {
                guard !Task.isCancelled else { return }
                logger.warning("Job failed", metadata: ["kind": "\(job.kind)", "reason": "\(failure.message)"])
                try await workers.record(failure, of: job)
                try await store.finish(job.id, failure: failure.message, at: .now)
            }
        } catch {
            guard !Task.isCancelled else { return }
            logger.error("Job broke off", metadata: ["kind": "\(job.kind)", "error": "\(error)"])
            let failure = JobFailure("The server could not do it; its log says why, under job \(job.id). Try again.")
            try? await workers.record(failure, of: job)
            try? await store.finish(job.id, failure: failure.message, at: .now)
        }
    }
}

/// What each kind of job does.
struct JobWorkers: Sendable {
    let chunk: ChunkWork
    let version: VersionWork

    func perform(_ job: Job, logger: Logger) async throws {
        switch job.kind {
        case .chunk: try await chunk.perform(job, logger: logger)
        case .measure: try await version.measure(job, logger: logger)
        case .export: try await version.export(job, logger: logger)
        }
    }

    /// Tells those who wait for the job's outcome elsewhere than in the list of jobs.
    func record(_ failure: JobFailure, of job: Job) async throws {
        if job.kind == .chunk { try await chunk.fail(job, reason: failure.message) }
    }
}

/// Why a job failed, in words for the person who asked for it.
struct JobFailure: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
