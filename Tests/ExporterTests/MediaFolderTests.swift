import Testing

@testable import Exporter

@Suite struct MediaFolderTests {
    @Test func aRecordingIsReadWhole() throws {
        let folder = try TemporaryFolder()
        let bytes = Array("fLaC".utf8) + (0..<3000).map { UInt8(truncatingIfNeeded: $0) }
        try folder.write(bytes, to: "1/2.flac")
        let media = MediaFolder(path: folder.path)
        let size = try media.size(of: "1/2.flac", chunk: "chunk 7")
        let file = try media.read("1/2.flac", size: size, chunk: "chunk 7")
        #expect(file.bytes == bytes)
        #expect(file.encoding == .flac)
    }

    @Test(arguments: ["../secret", "/etc/passwd", "a//b", "", ".", "a/../../b", "a\0b"])
    func aKeyNeverLeadsOut(key: String) throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: ExportError.self) {
            _ = try MediaFolder(path: folder.path).size(of: key, chunk: "chunk 7")
        }
        #expect(error?.code == .badMedia)
        #expect(error?.subject == "chunk 7")
    }

    @Test func whatIsWrongIsSaidWithChunkAndFile() throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "empty.flac")
        try folder.write("<html>".utf8, to: "page.flac")
        let media = MediaFolder(path: folder.path)
        for (key, code) in [("gone.flac", ExportError.Code.missingMedia), ("empty.flac", .badMedia)] {
            let error = #expect(throws: ExportError.self) { _ = try media.size(of: key, chunk: "chunk 7") }
            #expect(error?.code == code)
            #expect(error?.subject == "chunk 7")
            #expect(error?.problem.contains(folder(key)) == true)
        }
        let foreign = #expect(throws: ExportError.self) { _ = try media.read("page.flac", size: 6, chunk: "chunk 7") }
        #expect(foreign?.code == .badMedia)
        let grown = #expect(throws: ExportError.self) { _ = try media.read("page.flac", size: 5, chunk: "chunk 7") }
        #expect(grown?.problem.contains("changed") == true)
    }

    @Test func theEncodingIsToldByTheBytes() {
        #expect(MediaEncoding(detecting: Array("fLaC\0".utf8)) == .flac)
        #expect(MediaEncoding(detecting: Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WAVEfmt ".utf8)) == .wav)
        #expect(MediaEncoding(detecting: Array("RIFF".utf8)) == nil)
        #expect(MediaEncoding(detecting: []) == nil)
    }
}
