import Foundation
import Synchronization

/// Writes chunks of one recording as they are handed in, several at a time, while others are still being looked for.
final class ChunkQueue: Sendable {
    private struct State {
        var levels: [Int: [ChunkLevels]] = [:]
        var failure: (ordinal: Int, error: ChunkingError)?
    }

    private let folder: String
    private let workers: Int
    private let queue = OperationQueue()
    private let state = Mutex(State())

    /// - Parameter workers: with one, chunks are written by the thread that hands them in; with more, by one thread fewer
    ///   until all are handed in.
    init(folder: String, workers: Int) {
        self.folder = folder
        self.workers = workers
        queue.maxConcurrentOperationCount = max(1, workers - 1)
    }

    /// Begins to write a chunk, a sound and a waveform file a channel.
    ///
    /// - Throws: what went wrong with an earlier chunk.
    func add(
        _ samples: Range<Int64>, ordinal: Int, _ speech: SpeechFrames, _ encoder: ChunkEncoder
    ) throws(ChunkingError) {
        if let failure = state.withLock({ $0.failure }) { throw failure.error }
        let work = { @Sendable [self] in
            guard state.withLock({ $0.failure == nil }) else { return }
            let result = Result { () throws(ChunkingError) in
                try (0..<encoder.layout.channels).map { (channel) throws(ChunkingError) in
                    let name = ChunkFiles.name(ordinal, channel, of: encoder.layout)
                    return try encoder.encode(samples, channel: channel, speech, to: "\(folder)/\(name)")
                }
            }
            note(result, ordinal)
        }
        if workers == 1 { work() } else { queue.addOperation(work) }
    }

    private func wait() {
        queue.maxConcurrentOperationCount = workers
        queue.waitUntilAllOperationsAreFinished()
    }

    /// Writes nothing more than what was begun; after `finish` there is nothing left.
    func stop() {
        queue.cancelAllOperations()
        wait()
    }

    /// Waits for all, and gives the levels of each chunk's channels, in the chunks' order.
    func finish() throws(ChunkingError) -> [[ChunkLevels]] {
        wait()
        let state = state.withLock { $0 }
        if let failure = state.failure { throw failure.error }
        return state.levels.sorted { $0.key < $1.key }.map(\.value)
    }

    private func note(_ result: Result<[ChunkLevels], ChunkingError>, _ ordinal: Int) {
        state.withLock { state in
            switch result {
            case .success(let levels): state.levels[ordinal] = levels
            case .failure(let error):
                if state.failure.map({ ordinal < $0.ordinal }) ?? true { state.failure = (ordinal, error) }
            }
        }
    }
}
