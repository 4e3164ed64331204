import AudioChunker
import Foundation
import Testing

/// The wished stream and channels, every sample as ffmpeg decodes it.
@Suite struct StreamTests {
    /// Two talks, left and right, that differ.
    private func stereo(_ space: Workspace, _ name: String = "call.wav", _ more: [String] = []) throws -> String {
        let wav = try space.write("left.wav", Signal.talk(words: 5).wav)
        let pan = "pan=stereo|c0=0.9*c0|c1=-0.4*c0,volume=0.83"
        try FFmpeg.run(["-i", wav, "-af", pan] + more + [space.file(name)])
        return space.file(name)
    }

    private func cut(
        _ path: String, in space: Workspace, _ change: (inout Chunker) -> Void
    ) async throws -> ChunkManifest {
        var chunker = try space.chunker()
        change(&chunker)
        _ = try await chunker.chunk([ChunkInput(path: path)], into: space.file("out"))
        return try ChunkManifest.read(directory: space.file("out"))
    }

    private func joined(_ chunks: [AudioChunkRecord], _ space: Workspace, _ format: String = "s16le") throws -> Data {
        try chunks.reduce(into: Data()) { data, chunk in
            data += try FFmpeg.run(["-i", space.file("out/" + chunk.path), "-f", format, "-"])
        }
    }

    @Test func bothSidesOfACallGetTheSameCuts() async throws {
        let space = try Workspace()
        let call = try stereo(space)
        let manifest = try await cut(call, in: space) { $0.channels = .split }
        let sides = (0...1).map { side in manifest.audio.filter { $0.channel == side } }
        #expect(sides[0].map(\.startSample) == sides[1].map(\.startSample))
        #expect(sides[0].count >= 2)
        #expect(Set(manifest.audio.map(\.id)).count == manifest.audio.count)
        for side in 0...1 {
            let expected = try FFmpeg.run(["-i", call, "-af", "pan=mono|c0=c\(side)", "-f", "s16le", "-"])
            #expect(try joined(sides[side], space) == expected)
        }
    }

    @Test(arguments: 0...1) func oneChannelAlone(channel: Int) async throws {
        let space = try Workspace()
        let call = try stereo(space)
        let manifest = try await cut(call, in: space) { $0.channels = .one(channel) }
        #expect(manifest.audio.allSatisfy { $0.channel == channel })
        let expected = try FFmpeg.run(["-i", call, "-af", "pan=mono|c0=c\(channel)", "-f", "s16le", "-"])
        #expect(try joined(manifest.audio, space) == expected)
    }

    @Test func aChannelThatIsNotThere() async throws {
        let space = try Workspace()
        let call = try stereo(space)
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await cut(call, in: space) { $0.channels = .one(2) }
        }
        #expect(error?.code == .invalidSettings)
        #expect(error?.description.contains("0 to 1") == true)
    }

    @Test(arguments: 0...2) func theWishedStream(stream: Int) async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 4).wav)
        let film = space.file("film.mkv")
        try FFmpeg.run([
            "-i", wav, "-f", "lavfi", "-i", "testsrc=d=2:s=64x64:r=5", "-filter_complex",
            "[0:a]asplit=3[a][b][c];[b]volume=0.5[d];[c]atempo=1.1[e]", "-map", "1:v", "-map", "[a]", "-map", "[d]",
            "-map", "[e]", "-c:v", "mpeg4", "-c:a:0", "libopus", "-c:a:1", "flac", "-c:a:2", "ac3", film,
        ])
        let manifest = try await cut(film, in: space) { $0.stream = stream }
        #expect(manifest.source.stream == stream && manifest.source.audioStreams == 3)
        #expect(manifest.source.warnings.isEmpty)
        let expected = try FFmpeg.run(["-i", film, "-map", "0:a:\(stream)", "-ac", "1", "-f", "s16le", "-"])
        #expect(try joined(manifest.audio, space) == expected)
    }

    @Test func aChoiceMadeForThePersonIsNamed() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 2).wav)
        try FFmpeg.run(["-i", wav, "-map", "0:a", "-map", "0:a", "-c:a", "flac", space.file("two.mka")])
        let manifest = try await cut(space.file("two.mka"), in: space) { _ in }
        #expect(manifest.source.warnings.contains { $0.contains("2 audio streams") })
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await cut(space.file("two.mka"), in: try Workspace()) { $0.stream = 2 }
        }
        #expect(error?.description.contains("streams 0 to 1") == true)
    }

    /// (file, ffmpeg's arguments, bits of the chunks)
    static let depths: [(String, [String], Int)] = [
        ("deep.wav", ["-c:a", "pcm_s24le"], 24), ("deep.flac", ["-sample_fmt", "s32"], 24),
        ("deep.m4a", ["-c:a", "alac", "-sample_fmt", "s32p"], 24),
        ("plain.wav", [], 16), ("float.wav", ["-c:a", "pcm_f32le"], 16), ("byte.wav", ["-c:a", "pcm_u8"], 16),
    ]

    @Test(arguments: depths) func deepSourcesStayDeep(_ file: String, _ arguments: [String], _ bits: Int) async throws {
        let space = try Workspace()
        let source = try stereo(space, file, arguments)
        let manifest = try await cut(source, in: space) { $0.channels = .split }
        #expect(manifest.source.bitDepth == bits)
        for side in 0...1 {
            let expected = try FFmpeg.run([
                "-i", source, "-af", "pan=mono|c0=c\(side)", "-f", "s\(bits)le", "-c:a", "pcm_s\(bits)le", "-",
            ])
            #expect(try joined(manifest.audio.filter { $0.channel == side }, space, "s\(bits)le") == expected)
        }
    }

    @Test func loweringTheDepthAddsEvenNoise() async throws {
        let space = try Workspace()
        let source = try stereo(space, "deep.wav", ["-c:a", "pcm_s24le"])
        let manifest = try await cut(source, in: space) {
            $0.channels = .one(0)
            $0.depth = .sixteen
        }
        let lowered = try joined(manifest.audio, space).samples.map(Double.init)
        let deep = try FFmpeg.run(["-i", source, "-af", "pan=mono|c0=c0", "-f", "s32le", "-"])
        let exact = deep.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Double(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self))) / 65536
            }
        }
        #expect(lowered.count == exact.count)
        let errors = zip(lowered, exact).map { $0 - $1 }
        let mean = errors.reduce(0, +) / Double(errors.count)
        let square = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
        // Triangular noise has a sixth, rounding a twelfth of a squared step.
        #expect(abs(mean) < 0.01)
        #expect(abs(square - 0.25) < 0.01)
        #expect(errors.allSatisfy { abs($0) <= 1.5 })
    }
}
