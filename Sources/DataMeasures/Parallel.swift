internal import Dispatch
internal import Synchronization

/// `body(0)`, `body(1)` … on up to `threads` threads, their results in order.
///
/// Each thread takes the next call that is left, so that a long one keeps no other waiting.
func parallelMap<Result: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(body) }
    return [Result?](unsafeUninitializedCapacity: count) { buffer, initialized in
        buffer[..<count].initialize(repeating: nil)
        initialized = count
        nonisolated(unsafe) let results = buffer
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while case let index = next.add(1, ordering: .relaxed).oldValue, index < count {
                results[index] = body(index)
            }
        }
    }.map { $0! }
}
