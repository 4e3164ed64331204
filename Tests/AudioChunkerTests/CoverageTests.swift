import AudioChunker
import Foundation
import QuorumCore
import Testing

/// Joined chunks are the decoded source, sample for sample.
@Suite struct CoverageTests {
    struct Encoding: Sendable, CustomTestStringConvertible {
        let file: String
        let arguments: [String]

        var testDescription: String { file }
    }

    static let encodings = [
        Encoding(file: "a.wav", arguments: []),
        Encoding(file: "a.flac", arguments: []),
        Encoding(file: "deep.flac", arguments: ["-sample_fmt", "s32", "-af", "volume=0.7"]),
        Encoding(file: "float.wav", arguments: ["-af", "volume=0.7", "-c:a", "pcm_f32le"]),
        Encoding(file: "stereo.wav", arguments: ["-af", "pan=stereo|c0=c0|c1=0.3*c0"]),
        Encoding(file: "high.wav", arguments: ["-ar", "44100"]),
        Encoding(file: "a.mp3", arguments: ["-ar", "44100", "-b:a", "64k"]),
        Encoding(file: "a.mp4", arguments: ["-ar", "44100", "-c:a", "aac", "-b:a", "64k"]),
        Encoding(file: "a.ogg", arguments: ["-c:a", "libvorbis"]),
        Encoding(file: "a.opus", arguments: ["-c:a", "libopus"]),
        Encoding(file: "a.webm", arguments: ["-c:a", "libopus"]),
    ]

    @Test(arguments: encodings)
    func chunksJoinToWhatFFmpegDecodes(_ encoding: Encoding) async throws {
        let space = try Workspace()
        let wav = try space.write("source.wav", Signal.talk(words: 5).wav)
        let file = space.file(encoding.file)
        try FFmpeg.run(["-i", wav] + encoding.arguments + [file])

        let manifest = try await space.chunk(file)
        let chunks = manifest.audio
        let expected = try FFmpeg.samples(of: file)
        var joined: [Int16] = []
        for chunk in chunks {
            #expect(chunk.startSample == Int64(joined.count))
            let samples = try FFmpeg.samples(of: space.file("out/" + chunk.path))
            #expect(chunk.endSample - chunk.startSample == Int64(samples.count))
            joined += samples
        }
        #expect(chunks.count >= 2)
        #expect(joined == expected)
        #expect(chunks.allSatisfy { $0.duration <= 4 })
        for (chunk, next) in zip(chunks, chunks.dropFirst()) { #expect(chunk.end == next.start) }
        #expect(chunks.map(\.cut).last == .end)
        #expect(manifest.source.decoderErrors.isEmpty)
        #expect(manifest.source.warnings.isEmpty)
    }

    @Test func levelsAndWaveformDescribeTheSamples() async throws {
        let space = try Workspace()
        let wav = try space.write("source.wav", Signal.talk(words: 3).wav)
        let chunk = try #require(try await space.chunk(wav).audio.first)
        let samples = try FFmpeg.samples(of: space.file("out/" + chunk.path))
        let peak = samples.map { abs(Int($0)) }.max() ?? 0
        #expect(abs(chunk.peakDBFS - 20 * log10(Double(peak) / 32768)) < 0.01)
        let square = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count)
        #expect(abs(chunk.rmsDBFS - 10 * log10(square / (32768 * 32768))) < 0.01)

        struct Waveform: Decodable {
            let version, channels, samplesPerPixel, bits, length: Int
            let data: [Int]
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let waveform = try decoder.decode(
            Waveform.self, from: Data(contentsOf: URL(fileURLWithPath: space.file("out/" + chunk.peaks))))
        #expect(waveform.version == 2 && waveform.channels == 1 && waveform.bits == 8)
        #expect(waveform.length == (samples.count + waveform.samplesPerPixel - 1) / waveform.samplesPerPixel)
        #expect(waveform.data.count == 2 * waveform.length)
        #expect(waveform.data.max() == Int(samples.max() ?? 0) / 256)
        #expect(waveform.data.min() == Int(samples.min() ?? 0) / 256)
    }

    @Test func severalInputsGetAFolderEach() async throws {
        let space = try Workspace()
        let one = try space.write("one.wav", Signal.talk(words: 3).wav)
        let two = try space.write("two.txt", Data("One sentence. Another one.\n".utf8))
        let reports = try await Chunker().chunk(
            [ChunkInput(path: one), ChunkInput(path: two), ChunkInput(path: two)], into: space.file("out"))
        #expect(reports.map(\.source) == ["one.wav", "two.txt", "two.txt"])
        let folders = try FileManager.default.contentsOfDirectory(atPath: space.file("out")).sorted()
        #expect(folders == ["chunks.jsonl", "one.wav", "two.txt", "two.txt-2"])
        let lines = try String(contentsOfFile: space.file("out/chunks.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == reports.map(\.chunks).reduce(0, +))
        let path = try #require(ChunkManifest.read(directory: space.file("out/one.wav")).audio.first?.path)
        #expect(FileManager.default.fileExists(atPath: space.file("out/" + path)))
    }
}
