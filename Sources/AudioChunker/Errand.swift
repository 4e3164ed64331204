import Dispatch
import Synchronization

/// Work that goes on while its starter does something else.
final class Errand<Value: Sendable>: Sendable {
    private let group = DispatchGroup()
    private let outcome = Mutex<Result<Value, ChunkingError>?>(nil)

    /// - Parameter isParallel: whether another thread does it; else it is done before this returns.
    init(isParallel: Bool, _ work: @escaping @Sendable () throws(ChunkingError) -> Value) {
        if isParallel {
            DispatchQueue.global().async(group: group) { self.perform(work) }
        } else {
            perform(work)
        }
    }

    /// Waits for it to be done.
    func result() throws(ChunkingError) -> Value {
        group.wait()
        return try outcome.withLock { $0 }!.get()
    }

    private func perform(_ work: () throws(ChunkingError) -> Value) {
        let result = Result { () throws(ChunkingError) in try work() }
        outcome.withLock { $0 = result }
    }
}
