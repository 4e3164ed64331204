import Foundation
import LabelStore
import Logging
import MediaStorage
import QuorumCore
import ServiceLifecycle
import Synchronization
import Tracing

/// A worker: claims jobs from the database and does each in a process of its own; what a decoder does to that process
/// ends that job alone.
///
/// Any number of workers may be at it, in as many processes. Jobs that a stop interrupts are given back; those of a
/// worker that died go to another when their lease is over.
final class JobRunner: Service {
    /// How long a job queued by another process may wait unseen.
    private static let pollingInterval: Duration = .seconds(1)
    private static let pauseAfterFailure: Duration = .seconds(2)

    private let store: LabelStore
    private let work: JobWork
    private let mostJobs: Int
    private let lease: Duration
    private let retryPause: Duration
    private let logger: Logger
    private let running = Mutex(0)
    private let ticks: AsyncStream<Void>
    private let tick: AsyncStream<Void>.Continuation

    init(
        settings: ServerSettings, data: DataDirectory, media: any MediaStore, blobs: BlobStore, store: LabelStore,
        logger: Logger
    ) {
        self.store = store
        self.logger = logger
        mostJobs = settings.workers
        lease = settings.jobLease
        retryPause = settings.jobRetryPause
        work = JobWork(settings: settings, data: data, media: media, blobs: blobs, store: store)
        (ticks, tick) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Looks for queued jobs now.
    @Sendable func wake() { tick.yield() }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    while !Task.isCancelled {
                        self.wake()
                        try? await Task.sleep(for: Self.pollingInterval)
                    }
                }
                for await _ in self.ticks {
                    while let claim = await self.claim() {
                        group.addTask {
                            await self.perform(claim)
                            self.running.withLock { $0 -= 1 }
                            self.wake()
                        }
                    }
                }
            }
        }
    }

    /// What operators know this worker by.
    private static let name = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"

    /// The next job, if there is room for one.
    private func claim() async -> JobClaim? {
        guard !Task.isCancelled, running.withLock({ $0 < mostJobs }) else { return nil }
        do {
            guard let claim = try await store.claimJob(by: Self.name, for: lease, at: .now) else { return nil }
            running.withLock { $0 += 1 }
            return claim
        } catch {
            logger.error("No job can be claimed", metadata: ["error": "\(error)"])
            try? await Task.sleep(for: Self.pauseAfterFailure)
            return nil
        }
    }

    private func perform(_ claim: JobClaim) async {
        await withSpan("job \(claim.job.kind)", context: .topLevel, ofKind: .consumer) { span in
            span.updateAttributes {
                $0["quorum.job.id"] = claim.job.id.value
                $0["quorum.job.kind"] = "\(claim.job.kind)"
                $0["quorum.job.attempt"] = claim.job.attempt
            }
            let outcome = await outcome(of: claim)
            span.attributes["quorum.job.outcome"] = outcome.name
            if outcome.isFailure { span.setStatus(SpanStatus(code: .error)) }
        }
    }

    /// Does a job and records what became of it.
    private func outcome(of claim: JobClaim) async -> JobTenure.Outcome {
        var logger = logger
        logger[metadataKey: "job"] = "\(claim.job.id)"
        let tenure = JobTenure(claim, store: store, lease: lease, logger: logger)
        let outcome = await tenure.hold { [work, logger] report in
            try await work.perform(claim, report: report, logger: logger)
        }
        do {
            try await record(outcome, of: claim, logger: logger)
        } catch {
            // The job's lease runs out, and somebody does it again.
            logger.error("The outcome of a job cannot be recorded", metadata: ["error": "\(error)"])
        }
        return outcome
    }

    private func record(_ outcome: JobTenure.Outcome, of claim: JobClaim, logger: Logger) async throws {
        let kind: Logger.Metadata = ["kind": "\(claim.job.kind)"]
        switch outcome {
        case .done:
            try await store.finish(claim, failure: nil, at: .now)
            return
        case .stopped:
            try await store.release(claim)
            return
        case .lost:
            logger.notice("Job cancelled or taken over", metadata: kind)
        case .failed(let failure):
            // Its reason may name the file, and so a person; it stands with the job.
            logger.warning("Job failed", metadata: kind)
            try await store.finish(claim, failure: failure.message, at: .now)
        case .brokeOff(let error):
            logger.error("Job broke off", metadata: kind.merging(["error": "\(error)"]) { $1 })
            try await store.breakOff(
                claim, because: "The server could not do it; its log says why, under job \(claim.job.id). Try again.",
                pause: retryPause, at: .now)
        }
        try await work.clearAway(claim.job)
    }
}
