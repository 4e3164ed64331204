import AudioChunker
import Foundation
import QuorumCore
import Testing

/// What can't be cut says so in words, and nothing stays behind.
@Suite struct BadInputTests {
    private func expectFailure(
        _ code: ChunkingError.Code, naming words: String..., in space: Workspace, _ path: String,
        kind: MediaKind? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try space.names()
        let error = await #expect(throws: ChunkingError.self, sourceLocation: sourceLocation) {
            _ = try await space.chunk(path, kind: kind)
        }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        let text = error?.description ?? ""
        #expect(text.contains(URL(fileURLWithPath: path).lastPathComponent), sourceLocation: sourceLocation)
        for word in words { #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation) }
        #expect(try space.names() == before, sourceLocation: sourceLocation)
    }

    @Test func emptyFile() async throws {
        let space = try Workspace()
        try await expectFailure(.emptyFile, naming: "0 bytes", in: space, try space.write("empty.wav", Data()))
    }

    @Test func missingFile() async throws {
        let space = try Workspace()
        try await expectFailure(.notFound, in: space, space.file("missing.wav"))
    }

    @Test func aPipeIsNotWaitedFor() async throws {
        let space = try Workspace()
        #expect(mkfifo(space.file("pipe.wav"), 0o600) == 0)
        try await expectFailure(.unreadable, naming: "pipe", in: space, space.file("pipe.wav"))
    }

    @Test func textNamedAsSound() async throws {
        let space = try Workspace()
        let path = try space.write("notes.mp3", Data("These are notes, not a recording.\n".utf8))
        try await expectFailure(.notAudio, naming: "text", ".mp3", in: space, path)
        try await expectFailure(.notAudio, naming: "text", in: space, path, kind: .audio)
    }

    @Test func soundNamedAsText() async throws {
        let space = try Workspace()
        let path = try space.write("sound.txt", Signal.talk(words: 1).wav)
        try await expectFailure(.notText, naming: "binary", in: space, path)
    }

    @Test func bytesOfNoFormat() async throws {
        let space = try Workspace()
        var random = SeededNumbers(seed: 1)
        let noise = Data((0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) })
        for name in ["noise", "noise.mp3", "noise.mp4"] {
            try await expectFailure(.notAudio, in: space, try space.write(name, noise))
        }
    }

    @Test func truncatedMP4() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 5).wav)
        try FFmpeg.run(["-i", wav, "-c:a", "aac", space.file("whole.mp4")])
        let whole = try Data(contentsOf: URL(fileURLWithPath: space.file("whole.mp4")))
        let path = try space.write("cut.mp4", whole.prefix(whole.count / 2))
        try await expectFailure(.truncated, naming: "moov", "copy or export", in: space, path)
    }

    @Test func boxesThatPromiseMoreThanAnyFileHolds() async throws {
        let space = try Workspace()
        let type = Data([0, 0, 0, 16]) + Data("ftypisom".utf8) + Data([0, 0, 2, 0])
        let endless = Data([0, 0, 0, 1]) + Data("mdat".utf8) + Data(repeating: 0xFF, count: 8)
        try await expectFailure(.truncated, naming: "mdat", in: space, try space.write("endless.mp4", type + endless))
    }

    @Test func filmWithoutSound() async throws {
        let space = try Workspace()
        let film = space.file("film.mp4")
        try FFmpeg.run(["-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=5", "-c:v", "mpeg4", film])
        try await expectFailure(.noAudioStream, naming: "no audio stream", in: space, film)
    }

    @Test func playlistsAreNotFollowed() async throws {
        let space = try Workspace()
        let wav = try space.write("secret.wav", Signal.talk(words: 1).wav)
        let list = "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://\(wav)\n#EXT-X-ENDLIST\n"
        try await expectFailure(.notAudio, in: space, try space.write("list", Data(list.utf8)), kind: .audio)
    }

    @Test func outputThatExists() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 1).wav)
        try FileManager.default.createDirectory(atPath: space.file("out"), withIntermediateDirectories: true)
        _ = try space.write("out/mine", Data("x".utf8))
        let error = await #expect(throws: ChunkingError.self) { _ = try await space.chunk(wav) }
        #expect(error?.code == .outputExists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: space.file("out")) == ["mine"])
    }

    /// (name, what it links to, words of the error)
    @Test(
        arguments: [
            ("circle.wav", "circle.wav", "in a circle"), ("gone.wav", "nowhere.wav", "not there"),
            ("folder.wav", ".", "a folder"), ("deep.wav", "talk.wav/inside", "not a folder"),
        ])
    func linksThatLeadToNoFile(_ name: String, _ target: String, _ words: String) async throws {
        let space = try Workspace()
        _ = try space.write("talk.wav", Signal.talk(words: 1).wav)
        try FileManager.default.createSymbolicLink(atPath: space.file(name), withDestinationPath: target)
        let before = try space.names()
        let error = await #expect(throws: ChunkingError.self) { _ = try await space.chunk(space.file(name)) }
        #expect(error?.problem.contains(words) == true, "\(String(describing: error))")
        #expect(try space.names() == before)
    }

    @Test func aNameThatIsNoUTF8() async throws {
        let space = try Workspace()
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await space.chunk(space.file("caf\u{FFFD}.wav"))
        }
        #expect(error?.code == .notFound)
        #expect(error?.remedy.contains("UTF-8") == true)
    }

    @Test func aBadInputAloneOfSeveralLeavesNothing() async throws {
        let space = try Workspace()
        let bad = try space.write("bad.wav", Data())
        let before = try space.names()
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await Chunker().chunk(
                [ChunkInput(path: bad), ChunkInput(path: bad)], into: space.file("out"))
        }
        #expect(error?.path == "bad.wav")
        #expect(try space.names() == before)
    }

    @Test func stoppingLeavesNothing() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 4).wav)
        let cancellation = Cancellation()
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await Chunker().chunk(
                [ChunkInput(path: wav)], into: space.file("out"), cancellation: cancellation
            ) { share in
                if share > 0.5 { cancellation.cancel() }
            }
        }
        #expect(error?.code == .cancelled)
        #expect(try space.names() == ["talk.wav"])
    }

    @Test func remainsOfAKilledRunAreRemoved() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 1).wav)
        // No process has so high a number.
        try FileManager.default.createDirectory(
            atPath: space.file(".out.partial-99999999"), withIntermediateDirectories: true)
        _ = try await space.chunk(wav)
        #expect(try space.names() == ["out", "talk.wav"])
    }

    @Test func damagedPacketsAreReportedAndPassedOver() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 6).wav)
        try FFmpeg.run(["-i", wav, "-b:a", "64k", space.file("whole.mp3")])
        var bytes = try Data(contentsOf: URL(fileURLWithPath: space.file("whole.mp3")))
        bytes.replaceSubrange(20_000..<21_000, with: repeatElement(0x55, count: 1000))
        let manifest = try await space.chunk(try space.write("damaged.mp3", bytes))
        #expect(!manifest.source.decoderErrors.isEmpty)
        #expect(manifest.audio.last?.endSample == Int64(try FFmpeg.samples(of: space.file("damaged.mp3")).count))
    }

    @Test func aCutOffRecordingIsKeptWithAWarning() async throws {
        let space = try Workspace()
        let wav = try space.write("talk.wav", Signal.talk(words: 6).wav)
        try FFmpeg.run(["-i", wav, space.file("whole.flac")])
        let whole = try Data(contentsOf: URL(fileURLWithPath: space.file("whole.flac")))
        let manifest = try await space.chunk(try space.write("cut.flac", whole.prefix(whole.count / 2)))
        #expect(manifest.source.warnings.contains { $0.contains("cut off") })
        #expect(!manifest.audio.isEmpty)
    }
}
