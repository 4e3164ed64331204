import Logging
import ServiceLifecycle

/// Something to be done now and then; doing it twice, or in two processes at once, is harmless.
protocol Chore: Sendable {
    var name: String { get }
    func run() async throws
}

/// Does the chores of a worker, one after the other, at the start and then at intervals.
struct Housekeeping: Service {
    let chores: [any Chore]
    let interval: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                for chore in chores {
                    do {
                        try await chore.run()
                    } catch {
                        let metadata: Logger.Metadata = ["chore": "\(chore.name)", "error": "\(error)"]
                        logger.warning("A chore was not done", metadata: metadata)
                    }
                }
                try? await Task.sleep(for: interval)
            }
        }
    }
}
