internal import Synchronization

/// Spans on their way to the collector: as many as there is room for, so that nobody who ends one waits.
package final class SpanQueue: Sendable {
    package struct Counts: Sendable {
        package var sent = 0
        /// For want of room, or since the collector did not take them.
        package var dropped = 0
    }

    private struct State {
        var waiting: [SpanRecord] = []
        var counts = Counts()
    }

    /// Some megabytes.
    private static let capacity = 8192
    private static let largestBatch = 1024

    private let state = Mutex(State())

    init() {}

    package var counts: Counts { state.withLock { $0.counts } }

    func add(_ span: SpanRecord) {
        state.withLock { state in
            if state.waiting.count < Self.capacity {
                state.waiting.append(span)
            } else {
                state.counts.dropped += 1
            }
        }
    }

    /// Takes the oldest.
    func nextBatch() -> [SpanRecord] {
        state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.largestBatch))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    /// Takes back what could not be sent now, as far as there is room.
    func putBack(_ batch: [SpanRecord]) {
        state.withLock { state in
            let kept = batch.suffix(Self.capacity - state.waiting.count)
            state.counts.dropped += batch.count - kept.count
            state.waiting.insert(contentsOf: kept, at: 0)
        }
    }

    func countSent(_ count: Int) { state.withLock { $0.counts.sent += count } }

    func countDropped(_ count: Int) { state.withLock { $0.counts.dropped += count } }

    /// Gives up what still waits.
    func dropAll() {
        state.withLock { state in
            state.counts.dropped += state.waiting.count
            state.waiting = []
        }
    }
}
