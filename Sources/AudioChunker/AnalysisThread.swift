import Dispatch
import Synchronization

/// Analyses a recording on another thread than the one that decodes it. A few blocks wait at most, so that memory stays
/// small; the decoder waits when there are more.
final class AnalysisThread: Sendable {
    private static let waiting = 8

    private let analyst: Mutex<RecordingAnalyst>
    private let queue = DispatchQueue(label: "quorum.analysis")
    private let room = DispatchSemaphore(value: waiting)
    private let failure = Mutex<ChunkingError?>(nil)

    init(_ analyst: sending RecordingAnalyst) {
        self.analyst = Mutex(analyst)
    }

    /// - Throws: what went wrong with an earlier block.
    func take(_ samples: [UInt8], _ layout: SampleLayout, rate: Int) throws(ChunkingError) {
        try check()
        room.wait()
        queue.async { [self] in
            defer { room.signal() }
            guard failure.withLock({ $0 == nil }) else { return }
            do throws(ChunkingError) {
                try analyst.withLock { (analyst) throws(ChunkingError) in
                    try analyst.take(samples, layout, rate: rate)
                }
            } catch {
                failure.withLock { $0 = error }
            }
        }
    }

    /// Waits for all blocks and ends the recording.
    func finish() throws(ChunkingError) -> RecordingPlan? {
        wait()
        try check()
        return try analyst.withLock { (analyst) throws(ChunkingError) in try analyst.finish() }
    }

    /// Waits until nothing is being done with blocks.
    func wait() { queue.sync {} }

    private func check() throws(ChunkingError) {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
