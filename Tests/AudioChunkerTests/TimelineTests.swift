import AudioChunker
import Foundation
import QuorumCore
import Testing

/// Times follow the container; damage is told and shifts nothing.
@Suite struct TimelineTests {
    private func film(_ space: Workspace, _ name: String, offset: String, _ codec: [String]) throws -> String {
        let wav = try space.write("talk.wav", Signal.talk(words: 4).wav)
        try FFmpeg.run(
            [
                "-f", "lavfi", "-i", "testsrc=d=3:s=64x64:r=10", "-itsoffset", offset, "-i", wav, "-map", "0:v", "-map",
                "1:a", "-c:v", "mpeg4",
            ] + codec + [space.file(name)])
        return space.file(name)
    }

    /// Seconds at which ffprobe sees the first sound, from the earliest moment of the file.
    private func firstSound(_ path: String) throws -> Double {
        let output = try FFmpeg.probe([
            "-select_streams", "a:0", "-show_entries", "frame=pts_time:format=start_time", "-read_intervals", "%+#3",
            "-of", "csv=p=0", path,
        ])
        let numbers = output.split(whereSeparator: { $0 == "\n" || $0 == "," }).compactMap { Double($0) }
        return try #require(numbers.first) - max(0, try #require(numbers.last))
    }

    @Test("What an edit list cuts off is cut off, whatever its units", arguments: [1, 2])
    func editLists(unitsASample: UInt32) async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 12).wav)
        try FFmpeg.run(["-i", wav, "-c:a", "aac", space.file("whole.m4a")])
        try FFmpeg.run(["-ss", "2.3", "-i", space.file("whole.m4a"), "-c", "copy", space.file("part.m4a")])
        var part = try Data(contentsOf: URL(fileURLWithPath: space.file("part.m4a")))
        // Version 0 of each box: its size and name, version and flags, then numbers of 32 bits.
        func scale(_ box: String, _ places: [Int]) throws {
            let start = try #require(part.range(of: Data(box.utf8))).upperBound + 4
            for place in places {
                let range = start + 4 * place..<start + 4 * place + 4
                let value = part[range].reduce(0) { $0 << 8 | UInt32($1) } * unitsASample
                part.replaceSubrange(range, with: withUnsafeBytes(of: value.bigEndian) { Data($0) })
            }
        }
        try scale("mdhd", [2, 3])
        try scale("elst", [2])
        let deltas = try #require(part.range(of: Data("stts".utf8))).upperBound + 7
        try scale("stts", (0..<Int(part[deltas])).map { 2 + 2 * $0 })
        let path = try space.write("scaled.m4a", part)
        let expected = try FFmpeg.samples(of: path, exactly: true)
        let manifest = try await space.chunk(path)
        #expect(manifest.audio.last?.endSample == Int64(expected.count) && !expected.isEmpty)
    }

    @Test(
        arguments: [
            ("film.mov", ["-c:a", "pcm_s16le"]), ("film.mp4", ["-c:a", "aac"]), ("film.mkv", ["-c:a", "libopus"]),
            ("film.ts", ["-c:a", "mp2"]), ("film.webm", ["-c:v", "libvpx", "-c:a", "libopus"]),
        ] as [(String, [String])])
    func soundThatBeginsLate(_ name: String, _ codec: [String]) async throws {
        let space = try Workspace()
        let path = try film(space, name, offset: "0.75", codec)
        let manifest = try await space.chunk(path)
        let expected = try FFmpeg.samples(of: path, exactly: true)
        #expect(manifest.audio.last?.endSample == Int64(expected.count))
        let start = try #require(manifest.audio.first).start
        #expect(abs(start - 0.75) < 0.07)
        #expect(abs(start - (try firstSound(path))) < 0.002)
    }

    @Test func packetsThatAreMissingShiftNothing() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 6).wav)
        // Packets of 20 ms; the fiftieth to the hundredth are lost.
        try FFmpeg.run([
            "-i", wav, "-c:a", "libopus", "-bsf:a", "noise=drop=between(n\\,50\\,100)", space.file("gap.mkv"),
        ])
        let manifest = try await space.chunk(space.file("gap.mkv"))
        #expect(manifest.source.warnings.contains { $0.contains("jumps ahead by 1.02") })
        let whole = try FFmpeg.samples(of: wav).count
        let end = try #require(manifest.audio.last).end
        #expect(abs(end - Double(whole) / 16000) < 0.03)
        #expect(abs((manifest.source.duration ?? 0) - (end - 1.02)) < 0.03)
    }

    @Test func aDamagedStretchIsTold() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 8).wav)
        try FFmpeg.run(["-i", wav, "-c:a", "flac", "-frame_size", "1600", space.file("whole.mka")])
        try FFmpeg.run([
            "-i", space.file("whole.mka"), "-c", "copy", "-bsf:a", "noise=amount=between(n\\,30\\,34)*50",
            space.file("bad.mka"),
        ])
        let manifest = try await space.chunk(space.file("bad.mka"))
        let told = try #require(manifest.source.decoderErrors.first)
        #expect(told.contains("from 3") || told.contains("at 3"), "\(told)")
        let whole = Double(try FFmpeg.samples(of: wav).count) / 16000
        #expect(abs((try #require(manifest.audio.last)).end - whole) < 0.02)
    }

    @Test(
        arguments: [
            ("a.wma", ["-c:a", "wmav2"]), ("a.webm", ["-c:a", "libopus"]), ("a.mkv", ["-c:a", "ac3"]),
            ("a.mov", ["-c:a", "aac"]), ("a.m4a", ["-c:a", "alac"]), ("a.wv", []), ("a.tta", []), ("a.mp2", []),
            ("a.spx", ["-c:a", "libspeex"]), ("a.avi", ["-c:a", "mp2"]), ("a.aiff", []), ("a.caf", []), ("a.au", []),
            ("a.w64", []), ("a.gsm", ["-ar", "8000"]), ("a.aac", []),
            ("a.flv", ["-ar", "44100", "-c:a", "libmp3lame"]),
            ("ms.wav", ["-c:a", "adpcm_ms"]), ("alaw.wav", ["-c:a", "pcm_alaw"]), ("a.3gp", ["-c:a", "aac"]),
        ] as [(String, [String])])
    func everyContainerGivesFFmpegsSamples(_ name: String, _ arguments: [String]) async throws {
        let space = try Workspace()
        let wav = try space.write("source.wav", Signal.talk(words: 4).wav)
        try FFmpeg.run(["-i", wav] + arguments + [space.file(name)])
        try await expectSamples(of: space.file(name), in: space)
    }

    /// Debian's ffmpeg has no encoder; any bits are a frame of the highest mode.
    @Test func adaptiveMultiRate() async throws {
        let space = try Workspace()
        var random = SeededNumbers(seed: 5)
        var bytes = Data("#!AMR\n".utf8)
        for _ in 0..<200 {
            bytes.append(0x3C)
            bytes.append(contentsOf: (0..<31).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        try await expectSamples(of: try space.write("voice.amr", bytes), in: space)
    }

    /// Real speech at 4.75 kbit/s.
    @Test func adaptiveMultiRateSpeech() async throws {
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        try await expectSamples(of: fixture.appendingPathComponent("speech.amr").path, in: try Workspace())
    }

    private func expectSamples(of path: String, in space: Workspace) async throws {
        let chunks = try await space.chunk(path).audio
        let joined = try chunks.flatMap { try FFmpeg.samples(of: space.file("out/" + $0.path)) }
        let expected = try FFmpeg.samples(of: path, exactly: true)
        #expect(joined.count == expected.count)
        #expect(joined == expected)
    }
}
