import Foundation
import Synchronization

/// Chunks that are written while their recording is still being decoded.
///
/// Where to cut is settled by the sound of the next minutes at most, with hardly an exception. So the chunks of a plan of
/// what is decoded so far are encoded early, but for its last minutes. What the plan of the whole has as well is taken
/// over; the rest is removed and encoded anew. Thus the result is that of the whole plan alone, byte for byte.
final class EarlyChunks: Sendable {
    private struct Part: Hashable {
        let samples: Range<Int64>
        let channel: Int
    }

    private struct Written {
        /// What the levels rest on.
        let speech: SpeechFrames
        let levels: ChunkLevels
    }

    private let encoder: ChunkEncoder
    var rate: Int { encoder.rate }
    private let folder: String
    private let queue: OperationQueue
    private let written = Mutex<[Part: Written]>([:])

    /// - Parameter workers: threads that encode.
    init(_ encoder: ChunkEncoder, folder: String, workers: Int) {
        self.encoder = encoder
        self.folder = folder
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = max(1, workers)
    }

    /// Begins to write a chunk; an error comes up again when it is written for good.
    func add(_ samples: Range<Int64>, _ speech: SpeechFrames) {
        let speech = speech.covering(samples, rate: encoder.rate)
        queue.addOperation { [self] in
            for channel in 0..<encoder.layout.channels {
                let part = Part(samples: samples, channel: channel)
                guard let levels = try? encoder.encode(samples, channel: channel, speech, to: stem(part))
                else { return ChunkFiles(stem: stem(part), format: encoder.format).remove() }
                written.withLock { $0[part] = Written(speech: speech, levels: levels) }
            }
        }
    }

    /// Waits until all that was begun is written.
    func finish() { queue.waitUntilAllOperationsAreFinished() }

    /// Gives a chunk's files their name, if they are there.
    ///
    /// - Parameter name: path of the files without their endings.
    /// - Returns: the chunk's levels; nil when it has to be written yet.
    func take(_ samples: Range<Int64>, channel: Int, _ speech: SpeechFrames, as name: String) -> ChunkLevels? {
        let part = Part(samples: samples, channel: channel)
        guard let found = written.withLock({ $0.removeValue(forKey: part) }) else { return nil }
        let files = ChunkFiles(stem: stem(part), format: encoder.format)
        guard found.speech == speech.covering(samples, rate: encoder.rate), files.rename(to: name) else {
            files.remove()
            return nil
        }
        return found.levels
    }

    /// Removes what no plan has taken.
    func removeRest() {
        for part in written.withLock({ $0.keys.map(\.self) }) {
            ChunkFiles(stem: stem(part), format: encoder.format).remove()
        }
    }

    private func stem(_ part: Part) -> String { "\(folder)/.early-\(part.samples.lowerBound)-\(part.channel)" }
}
