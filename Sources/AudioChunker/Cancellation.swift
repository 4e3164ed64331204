internal import Synchronization

/// Lets another thread stop a running chunker; what it had begun to write is removed.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)

    public init() {}

    public func cancel() { flag.store(true, ordering: .relaxed) }

    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    func check(_ path: String) throws(ChunkingError) {
        if isCancelled {
            throw ChunkingError(
                .cancelled, path: path, "cutting was stopped", remedy: "nothing was written; run it again")
        }
    }
}
