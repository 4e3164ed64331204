import AudioChunker
import Foundation
import QuorumCore
import Synchronization
import Testing

/// Long recordings are settled stretch by stretch while they are decoded.
@Suite struct StretchTests {
    /// A quarter of an hour in two channels, the left with words but for ten minutes.
    private func long(_ space: Workspace) throws -> String {
        let path = space.file("long.wav")
        // A low rate keeps it quick; the loudness of the end differs.
        let words = "gt(sin(2*PI*t/3.7)+sin(2*PI*t/1.3),-0.6)*(lt(t,240)+gt(t,845))"
        let left = "(0.1+0.2*gt(t,500))*sin(2*PI*(300+50*sin(t))*t)*\(words)+0.001*random(0)"
        try FFmpeg.run([
            "-f", "lavfi", "-i", "aevalsrc=exprs='\(left)|0.3*sin(1500*t)*\(words)':s=2000:d=900", path,
        ])
        return path
    }

    @Test func chunksAreWrittenBeforeTheEndAndByAnyNumberOfWorkers() async throws {
        let space = try Workspace()
        let path = try long(space)
        let early = Mutex(0)
        for (out, workers) in [("one", 1), ("many", 3)] {
            var chunker = Chunker(settings: try ChunkingSettings(minimum: 2, maximum: 20, pause: 0.3), workers: workers)
            chunker.channels = .split
            let hidden = space.file(".\(out).partial-\(ProcessInfo.processInfo.processIdentifier)")
            _ = try await chunker.chunk([ChunkInput(path: path)], into: space.file(out)) { share in
                guard workers == 1, share < 0.7 else { return }
                let names = (try? FileManager.default.contentsOfDirectory(atPath: hidden)) ?? []
                early.withLock { $0 = max($0, names.count { $0.hasSuffix(".flac") }) }
            }
        }
        #expect(early.withLock { $0 } >= 10)
        let one = try space.content("one")
        #expect(one == (try space.content("many")))
        #expect(!one.keys.contains { $0.hasPrefix(".") })
    }

    @Test func aSilenceLongerThanAStretchIsOnePause() async throws {
        let space = try Workspace()
        let manifest = try await space.chunk(try long(space), minimum: 2, maximum: 20)
        let lines = try String(contentsOfFile: space.file("out/pauses.csv"), encoding: .utf8).split(separator: "\n")
        let pauses = lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
        let longest = try #require(pauses.max { $0[1] - $0[0] < $1[1] - $1[0] })
        #expect(longest[0] < 241 && longest[1] > 844)
        let inside = manifest.audio.filter { $0.start > 242 && $0.end < 843 }
        #expect(inside.count > 30)
        #expect(inside.allSatisfy { $0.cut == .pause && $0.speechRatio == 0 && $0.cutPause > 600 })
    }
}
