internal import Dispatch

/// `body(0)`, `body(1)` … on up to `threads` threads, their results in order.
func parallelMap<Result: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(body) }
    return [Result?](unsafeUninitializedCapacity: count) { buffer, initialized in
        buffer[..<count].initialize(repeating: nil)
        initialized = count
        nonisolated(unsafe) let results = buffer
        let workers = min(threads, count)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: count, by: workers) { results[index] = body(index) }
        }
    }.map { $0! }
}
