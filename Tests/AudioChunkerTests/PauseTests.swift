import AudioChunker
import Foundation
import QuorumCore
import Testing

/// Where recordings are cut.
@Suite struct PauseTests {
    /// From a quiet room to noise about 10 dB below the words.
    @Test(arguments: [0, 0.0005, 0.01, 0.05] as [Float])
    func everyCutLiesInAGap(noise: Float) async throws {
        let signal = Signal.talk(words: 8, noise: noise)
        let space = try Workspace()
        let manifest = try await space.chunk(
            try space.write("talk.wav", signal.wav), minimum: 0.5, maximum: 2.4, pause: 0.25)
        let cuts = manifest.audio.dropLast()
        // No two words fit into one chunk, so every gap is cut.
        #expect(cuts.count == signal.gaps.count)
        for (cut, gap) in zip(cuts, signal.gaps) {
            #expect(cut.cut == .pause)
            #expect(gap.contains(cut.end), "cut at \(cut.end) s, gap \(gap)")
            #expect(abs(cut.cutPause - (gap.upperBound - gap.lowerBound)) < 0.12)
            #expect(cut.confidence > 0.3)
        }
    }

    @Test func longerPausesAreChosen() async throws {
        var signal = Signal()
        for gap in [0.35, 1.0, 0.35, 0.35, 1.0, 0.35] {
            signal.word(1.2)
            signal.gap(gap)
        }
        signal.word(1.2)
        signal.addNoise(0.001)
        let space = try Workspace()
        let manifest = try await space.chunk(try space.write("talk.wav", signal.wav), minimum: 1, maximum: 6)
        let cuts = manifest.audio.dropLast()
        #expect(!cuts.isEmpty)
        #expect(cuts.allSatisfy { $0.cutPause > 0.8 })
    }

    @Test(arguments: [(0.0, 0.5), (0.3, 1), (1, 2), (2, 5)])
    func noChunkIsLongerThanAllowed(minimum: Double, maximum: Double) async throws {
        // Syllables too close together to cut between.
        var signal = Signal()
        for _ in 0..<39 {
            signal.word(0.2)
            signal.gap(0.05)
        }
        signal.addNoise(0.001)
        let space = try Workspace()
        let manifest = try await space.chunk(
            try space.write("chatter.wav", signal.wav), minimum: minimum, maximum: maximum)
        let chunks = manifest.audio
        #expect(chunks.allSatisfy { $0.duration <= maximum && $0.duration >= minimum })
        #expect(chunks.dropLast().allSatisfy { $0.cut == .forced && $0.cutPause == 0 && $0.confidence < 0.5 })
    }

    @Test func silenceIsCutWithoutForce() async throws {
        var signal = Signal()
        signal.gap(10)
        let space = try Workspace()
        let manifest = try await space.chunk(try space.write("silence.wav", signal.wav))
        let chunks = manifest.audio
        #expect(chunks.count >= 3)
        #expect(chunks.dropLast().allSatisfy { $0.cut == .pause })
        #expect(chunks.allSatisfy { $0.speechRatio == 0 && $0.peakDBFS == -120 && $0.snrDB == nil })
    }

    @Test(arguments: [1, 3, 160, 8000])
    func aShortRecordingIsOneChunk(samples: Int) async throws {
        var signal = Signal()
        signal.word(Double(samples) / Double(Signal.rate))
        let space = try Workspace()
        let chunks = try await space.chunk(try space.write("short.wav", signal.wav)).audio
        #expect(chunks.map(\.endSample) == [Int64(samples)])
    }

    @Test func theResultDoesNotDependOnWorkers() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 6, noise: 0.02).wav)
        let one = try await space.chunk(wav, workers: 1, into: "one")
        let many = try await space.chunk(wav, workers: 5, into: "many")
        #expect(one.chunks == many.chunks)
        for name in try FileManager.default.contentsOfDirectory(atPath: space.file("one")) {
            #expect(
                FileManager.default.contentsEqual(
                    atPath: space.file("one/" + name), andPath: space.file("many/" + name)),
                "\(name)")
        }
    }

    @Test func timesFollowTheContainersTimeline() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 4).wav)
        let film = space.file("film.mkv")
        try FFmpeg.run([
            "-f", "lavfi", "-i", "testsrc=d=6:s=64x64:r=10", "-itsoffset", "1.5", "-i", wav, "-c:v", "mpeg4", "-c:a",
            "flac", film,
        ])
        let chunks = try await space.chunk(film).audio
        let first = try #require(chunks.first)
        #expect(first.startSample == 0)
        #expect(abs(first.start - 1.5) < 0.002)
        #expect(chunks.allSatisfy { abs($0.end - $0.start - $0.duration) < 1e-5 })
    }
}
