import Dispatch
import Foundation
import Glibc
import LabelServer

/// Tells this process to stop when the one that started it as a job is gone.
struct ParentWatch {
    private let timer: (any DispatchSourceTimer)?

    /// Watches nothing unless the environment names a parent.
    init() {
        guard let parent = ProcessInfo.processInfo.environment[ChildEnvironment.parent].flatMap(pid_t.init) else {
            timer = nil
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now(), repeating: .seconds(1))
        timer.setEventHandler {
            if getppid() != parent { kill(getpid(), SIGTERM) }
        }
        timer.resume()
        self.timer = timer
    }
}
