import AudioChunker
import Foundation
import QuorumCore
import Synchronization
import Testing

/// Chunks that are written before the end of a recording is known are those of the plan of the whole.
@Suite struct EarlyChunkTests {
    @Test func workersChangeNothing() async throws {
        let space = try Workspace()
        let long = space.file("long.wav")
        // A low rate keeps it quick; the loudness of the second half differs.
        let words = "gt(sin(2*PI*t/3.7)+sin(2*PI*t/1.3),-0.6)"
        let left = "(0.1+0.2*gt(t,500))*sin(2*PI*(300+50*sin(t))*t)*\(words)+0.001*random(0)"
        try FFmpeg.run([
            "-f", "lavfi", "-i", "aevalsrc=exprs='\(left)|0.3*sin(1500*t)*\(words)':s=2000:d=900", long,
        ])
        let early = Mutex(0)
        for (out, workers) in [("one", 1), ("many", 3)] {
            var chunker = Chunker(settings: try ChunkingSettings(minimum: 2, maximum: 20, pause: 0.3), workers: workers)
            chunker.channels = .split
            let hidden = space.file(".\(out).partial-\(ProcessInfo.processInfo.processIdentifier)")
            _ = try await chunker.chunk([ChunkInput(path: long)], into: space.file(out)) { _ in
                let names = (try? FileManager.default.contentsOfDirectory(atPath: hidden)) ?? []
                let count = names.count { $0.hasPrefix(".early-") }
                if workers > 1 { early.withLock { $0 = max($0, count) } }
            }
        }
        #expect(early.withLock { $0 } > 20)
        let one = try space.content("one")
        #expect(one == (try space.content("many")))
        #expect(!one.keys.contains { $0.hasPrefix(".") })
    }
}
