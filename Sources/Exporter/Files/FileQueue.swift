internal import Dispatch

/// Runs an export's work on a thread where reading and writing files may block.
final class FileQueue: TaskExecutor {
    private let queue = DispatchQueue(label: "quorum.export")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
