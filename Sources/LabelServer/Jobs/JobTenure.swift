import LabelStore
import Logging
import QuorumCore
import Synchronization

/// Tells how far a job's work is: what it is at, and the share that is done, from 0 to 1.
typealias JobReport = @Sendable (JobStage, Double) -> Void

/// A worker's time with a job: keeps its lease while the work goes on, passes on how far that is, and ends it when the
/// job is no longer the worker's own, as when somebody cancels it.
final class JobTenure: Sendable {
    enum Outcome {
        case done
        case failed(JobFailure)
        /// It may work another time.
        case brokeOff(any Error)
        /// This process is stopping.
        case stopped
        /// The job was cancelled, or another worker has it.
        case lost
    }

    private struct Standing: Equatable {
        var stage: JobStage?
        var progress = 0.0

        /// Whether somebody who looks on would see a difference.
        func differs(from other: Standing) -> Bool {
            stage != other.stage || abs(progress - other.progress) >= 0.01
        }
    }

    /// How soon a cancelled job ends.
    private static let tick: Duration = .seconds(1)

    private let claim: JobClaim
    private let store: LabelStore
    private let lease: Duration
    private let logger: Logger
    private let standing = Mutex(Standing())

    init(_ claim: JobClaim, store: LabelStore, lease: Duration, logger: Logger) {
        self.claim = claim
        self.store = store
        self.lease = lease
        self.logger = logger
    }

    /// Runs the work while the claim stands, and waits for its end in any case.
    func hold(_ work: @escaping @Sendable (@escaping JobReport) async throws -> Void) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            group.addTask {
                do {
                    try await work { stage, progress in
                        self.standing.withLock { $0 = Standing(stage: stage, progress: progress) }
                    }
                    return .done
                } catch let failure as JobFailure {
                    return .failed(failure)
                } catch {
                    return .brokeOff(error)
                }
            }
            group.addTask {
                await self.keepLease()
                return .lost
            }
            let first = await group.next() ?? .lost
            group.cancelAll()
            for await other in group {
                // The work's last step ends the claim too.
                if case .done = other { return other }
            }
            if case .done = first { return first }
            return Task.isCancelled ? .stopped : first
        }
    }

    /// Returns when the claim does not stand any more, or the task is cancelled. A database that cannot be reached does
    /// not end it: nobody else can take the job then either.
    private func keepLease() async {
        var told = Standing()
        var renewal = ContinuousClock.now
        while true {
            do { try await Task.sleep(for: Self.tick) } catch { return }
            let current = standing.withLock { $0 }
            do {
                if current.differs(from: told) || ContinuousClock.now - renewal >= lease / 4 {
                    guard
                        try await store.renew(
                            claim, stage: current.stage, progress: current.progress, for: lease, at: .now)
                    else { return }
                    (told, renewal) = (current, .now)
                } else {
                    guard try await store.stands(claim) else { return }
                }
            } catch {
                logger.warning("The lease cannot be renewed", metadata: ["error": "\(error)"])
            }
        }
    }
}

extension JobTenure.Outcome {
    /// For a trace.
    var name: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .brokeOff: "broke off"
        case .stopped: "stopped"
        case .lost: "lost"
        }
    }

    var isFailure: Bool {
        switch self {
        case .failed, .brokeOff: true
        case .done, .stopped, .lost: false
        }
    }
}
