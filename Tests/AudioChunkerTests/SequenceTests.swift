import AudioChunker
import Foundation
import Testing

/// Chunks without files.
@Suite struct SequenceTests {
    @Test func theExampleRuns() async throws {
        let space = try Workspace()
        let path = try space.write("talk.wav", Signal.talk(words: 4).wav)
        // As in the documentation of `chunks(of:)`.
        var count = 0
        for try await chunk in Chunker().chunks(of: ChunkInput(path: path)) {
            guard case .audio(let record) = chunk.record else { continue }
            print(record.start, record.end, chunk.samples.count)
            count += 1
        }
        #expect(count > 0)
    }

    @Test func theChunksAreThoseThatAreWritten() async throws {
        let space = try Workspace()
        let path = try space.write("talk.wav", Signal.talk(words: 6).wav)
        let shares = Shares()
        var written = try await space.chunk(path).audio[...]
        for try await chunk in try space.chunker().chunks(of: ChunkInput(path: path), progress: shares.add) {
            let next = written.popFirst()
            let expected = try #require(next)
            let samples = try FFmpeg.samples(of: space.file("out/" + expected.path))
            #expect(chunk.samples == samples.map { Int32($0) << 16 })
            var record = expected
            (record.path, record.peaks) = ("", "")
            #expect(chunk.record == .audio(record))
        }
        #expect(written.isEmpty)
        #expect(shares.all.allSatisfy { (0...1).contains($0) })
    }

    @Test func textsToo() async throws {
        let space = try Workspace()
        let path = try space.write("text.md", Data("# Title\n\nWords.\n".utf8))
        var texts: [String] = []
        for try await chunk in Chunker().chunks(of: ChunkInput(path: path)) {
            if case .text(let record) = chunk.record { texts.append(record.text) }
        }
        #expect(texts == ["# Title\n\n", "Words.\n"])
    }

    @Test func errorsAreThrown() async throws {
        let error = await #expect(throws: ChunkingError.self) {
            for try await _ in Chunker().chunks(of: ChunkInput(path: "/nowhere.wav")) {}
        }
        #expect(error?.code == .notFound)
    }

    @Test func cancellingTheTaskStopsTheWork() async throws {
        let space = try Workspace()
        let path = try space.write("talk.wav", Signal.talk(words: 40).wav)
        let chunker = try space.chunker()
        let task = Task {
            var count = 0
            for try await _ in chunker.chunks(of: ChunkInput(path: path)) {
                count += 1
                if count == 2 { withUnsafeCurrentTask { $0?.cancel() } }
            }
            return count
        }
        let result = await task.result
        let error = #expect(throws: ChunkingError.self) { try result.get() }
        #expect(error?.code == .cancelled)
    }

    /// Collects what progress tells from any thread.
    private final class Shares: @unchecked Sendable {
        private let lock = NSLock()
        private var values: [Double] = []

        @Sendable func add(_ share: Double) { lock.withLock { values.append(share) } }

        var all: [Double] { lock.withLock { values } }
    }
}
