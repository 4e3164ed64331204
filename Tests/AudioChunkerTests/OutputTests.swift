import AudioChunker
import Foundation
import Testing

/// What is written beside the chunks, what is left out, and how work goes on after a stop.
@Suite struct OutputTests {
    private struct Waveform: Decodable {
        let version, channels, sampleRate, samplesPerPixel, bits, length: Int
        let data: [Int]
    }

    @Test(arguments: [ChannelChoice.mix, .split])
    func theSourcesWaveformIsWrittenInBothForms(channels: ChannelChoice) async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 4).wav)
        try FFmpeg.run(["-i", wav, "-af", "pan=stereo|c0=c0|c1=-0.5*c0", space.file("call.wav")])
        var chunker = try space.chunker()
        chunker.channels = channels
        _ = try await chunker.chunk([ChunkInput(path: space.file("call.wav"))], into: space.file("out"))

        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let json = try decoder.decode(
            Waveform.self, from: Data(contentsOf: URL(fileURLWithPath: space.file("out/waveform.json"))))
        let dat = try Data(contentsOf: URL(fileURLWithPath: space.file("out/waveform.dat")))
        let header = (0..<6).map { place in
            dat.withUnsafeBytes {
                Int(Int32(littleEndian: $0.loadUnaligned(fromByteOffset: place * 4, as: Int32.self)))
            }
        }
        #expect(header == [2, 1, json.sampleRate, json.samplesPerPixel, json.length, json.channels])
        #expect(dat.dropFirst(24).map { Int(Int8(bitPattern: $0)) } == json.data)

        let width = channels == .split ? 2 : 1
        #expect(json.channels == width && json.bits == 8)
        let filters = width == 2 ? ["pan=mono|c0=c0", "pan=mono|c0=c1"] : ["pan=mono|c0=0.5*c0+0.5*c1"]
        for (channel, filter) in filters.enumerated() {
            let samples = try FFmpeg.run(["-i", space.file("call.wav"), "-af", filter, "-f", "s16le", "-"]).samples
            #expect(json.length == (samples.count + json.samplesPerPixel - 1) / json.samplesPerPixel)
            for pixel in 0..<json.length {
                let part = samples[
                    pixel * json.samplesPerPixel..<min(samples.count, (pixel + 1) * json.samplesPerPixel)]
                #expect(json.data[2 * (pixel * width + channel)] == Int(part.min() ?? 0) / 256)
                #expect(json.data[2 * (pixel * width + channel) + 1] == Int(part.max() ?? 0) / 256)
            }
        }
    }

    @Test func droppedSilenceIsListed() async throws {
        let space = try Workspace()
        var signal = Signal()
        signal.gap(3)
        for gap in [0.5, 4, 0.6, 0.5, 2.5] {
            signal.word(1.2)
            signal.gap(gap)
        }
        signal.word(1)
        signal.addNoise(0.0005)
        let wav = try space.write("talk.wav", signal.wav)
        var chunker = try space.chunker()
        chunker.dropSilence = 2
        _ = try await chunker.chunk([ChunkInput(path: wav)], into: space.file("out"))
        let manifest = try ChunkManifest.read(directory: space.file("out"))
        let dropped = try #require(manifest.source.dropped)
        #expect(dropped.count == 3)
        for (span, gap) in zip(dropped, [signal.gaps[0], signal.gaps[2], signal.gaps[5]]) {
            #expect(span.start >= gap.lowerBound && span.end <= gap.upperBound)
            #expect(span.end - span.start > gap.upperBound - gap.lowerBound - 0.8)
        }
        let spans = manifest.audio.map { $0.startSample..<$0.endSample } + dropped.map { $0.startSample..<$0.endSample }
        var end: Int64 = 0
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            #expect(span.lowerBound == end)
            end = span.upperBound
        }
        #expect(end == Int64(signal.samples.count))
        let samples = try FFmpeg.samples(of: wav)
        for chunk in manifest.audio {
            let stored = try FFmpeg.samples(of: space.file("out/" + chunk.path))
            #expect(stored == Array(samples[Int(chunk.startSample)..<Int(chunk.endSample)]))
        }
    }

    @Test func everyPauseIsListed() async throws {
        let space = try Workspace()
        let signal = Signal.talk(words: 8)
        _ = try await space.chunk(try space.write("talk.wav", signal.wav))
        let lines = try String(contentsOfFile: space.file("out/pauses.csv"), encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "start,end,confidence")
        let pauses = lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
        #expect(pauses.count == signal.gaps.count)
        for (pause, gap) in zip(pauses, signal.gaps) {
            #expect(abs(pause[0] - gap.lowerBound) < 0.05 && abs(pause[1] - gap.upperBound) < 0.05)
            #expect((0...1).contains(pause[2]))
        }
    }

    @Test func silenceAloneLeavesNoChunks() async throws {
        let space = try Workspace()
        var signal = Signal()
        signal.gap(6)
        var chunker = try space.chunker()
        chunker.dropSilence = 1
        _ = try await chunker.chunk(
            [ChunkInput(path: try space.write("still.wav", signal.wav))], into: space.file("out"))
        let manifest = try ChunkManifest.read(directory: space.file("out"))
        #expect(manifest.chunks.isEmpty)
        #expect(manifest.source.dropped?.map(\.endSample) == [Int64(signal.samples.count)])
        #expect(manifest.source.warnings.contains { $0.contains("no speech") })
    }

    /// Three talks and a text.
    private func inputs(_ space: Workspace) throws -> [ChunkInput] {
        try (1...3).map { ChunkInput(path: try space.write("\($0).wav", Signal.talk(words: 2 + $0).wav)) }
            + [ChunkInput(path: try space.write("4.txt", Data("One. Two.\n\nThree.\n".utf8)))]
    }

    @Test(arguments: [1, 2, 3, 8]) func theResultDoesNotDependOnTheWorkers(workers: Int) async throws {
        let space = try Workspace()
        let inputs = try inputs(space)
        for (out, count) in [("one", 1), ("many", workers)] {
            var chunker = try space.chunker()
            chunker.workers = count
            _ = try await chunker.chunk(inputs, into: space.file(out))
        }
        #expect(try space.content("one") == space.content("many"))
    }

    @Test func finishedInputsAreNotDoneAgain() async throws {
        let space = try Workspace()
        let inputs = try inputs(space)
        var chunker = try space.chunker()
        chunker.workers = 1
        _ = try await chunker.chunk(inputs, into: space.file("whole"))

        let good = try Data(contentsOf: URL(fileURLWithPath: inputs[2].path))
        _ = try space.write("3.wav", Data())
        await #expect(throws: ChunkingError.self) { _ = try await chunker.chunk(inputs, into: space.file("out")) }
        #expect(!FileManager.default.fileExists(atPath: space.file("out")))
        #expect(try space.names().contains(".out.partial-kept"))

        // A trace in what is kept shows that it is taken over, and that what has changed since is not.
        for name in ["1.wav", "2.wav"] {
            try Data().write(to: URL(fileURLWithPath: space.file(".out.partial-kept/\(name)/trace")))
        }
        _ = try space.write("3.wav", good)
        _ = try space.write("2.wav", Signal.talk(words: 1).wav)
        _ = try await chunker.chunk(inputs, into: space.file("out"))
        #expect(try space.names().filter { $0.hasPrefix(".") }.isEmpty)
        var (whole, resumed) = (try space.content("whole"), try space.content("out"))
        #expect(resumed.removeValue(forKey: "1.wav/trace") == Data())
        #expect(resumed["2.wav/trace"] == nil)
        for key in whole.keys where key.hasPrefix("2.wav") || key == "chunks.jsonl" { whole[key] = nil }
        for key in resumed.keys where key.hasPrefix("2.wav") || key == "chunks.jsonl" { resumed[key] = nil }
        #expect(whole == resumed)
    }
}
