import AudioChunker
import Foundation
import QuorumCore
import Testing

/// Markdown, captions, tables and old encodings; byte offsets are those of the file.
@Suite struct TextFormatTests {
    private func split(
        _ name: String, _ bytes: some Sequence<UInt8>, target: Int = 60, maximum: Int = 120,
        _ change: (inout Chunker) -> Void = { _ in }
    ) async throws -> ChunkManifest {
        let space = try Workspace()
        let path = try space.write(name, Data(bytes))
        var chunker = Chunker(passages: try PassageSettings(target: target, maximum: maximum))
        change(&chunker)
        _ = try await chunker.chunk([ChunkInput(path: path)], into: space.file("out"))
        return try ChunkManifest.read(directory: space.file("out"))
    }

    @Test func markdownBlocksStayWhole() async throws {
        let code = "```swift\n# no heading\n\n" + String(repeating: "let x = 1. Then. Next.\n", count: 12) + "```\n\n"
        let list = "- First item. With two sentences.\n- Second item,\n  which goes on.\n\n  ~~~\n  - no item\n  ~~~\n"
        let numbered = "\n1. One thing. And more of it.\n2) Another.\n\n"
        let parts = [
            "Title line\n\n", "# Heading\n", "A paragraph of some words. It has a second sentence here.\n\n",
            "    indented = code\n\n    more\n\n", code, list + numbered, "The end.\n",
        ]
        let found = try await split("notes.md", parts.joined().utf8, target: 40, maximum: 200)
        #expect(found.text.map(\.text) == parts)
        #expect(found.source.format == "markdown" && found.source.encoding == "utf-8")
    }

    @Test func aLongListIsDividedBetweenItems() async throws {
        let items = (1...9).map { "* Item \($0) of the list. It says a little more.\n" }
        let found = try await split("list.md", items.joined().utf8, target: 60, maximum: 120)
        #expect(found.text.count > 2)
        #expect(found.text.allSatisfy { $0.text.hasPrefix("* Item") && $0.text.hasSuffix(".\n") })
        #expect(found.text.map(\.text).joined() == items.joined())
    }

    static let srt =
        "1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Good</i> morning,\r\neveryone.\r\n\r\n"
        + "2\r\n01:02:03,004 --> 01:02:05,000 X1:40\r\n{\\an8}Größe 5 < 6\r\n\r\nno time here\r\n"
    static let vtt =
        "WEBVTT - a talk\n\nSTYLE\n::cue { color: red }\n\nNOTE not shown\n\nintro\n00:01.500 --> 00:03.000 align:start"
        + "\n<v Ann>Tea &amp; cake?\n\n00:04.000 --> 00:05.000\n- <00:04.500>Yes.\n"

    @Test func captionsKeepTheirTimes() async throws {
        let found = try await split("talk.srt", Self.srt.utf8)
        #expect(found.text.map(\.text) == ["Good morning,\neveryone.", "Größe 5 < 6"])
        #expect(found.text.map(\.start) == [1.5, 3723.004] && found.text.map(\.end) == [3, 3725])
        #expect(found.text.map(\.row) == [1, 2])
        let bytes = Array(Self.srt.utf8)
        let raw = found.text.map { String(decoding: bytes[Int($0.startByte)..<Int($0.endByte)], as: UTF8.self) }
        #expect(raw == ["<i>Good</i> morning,\r\neveryone.", "{\\an8}Größe 5 < 6"])
        #expect(found.source.warnings.contains { $0.contains("passed over: 1") })
        #expect(try await split("talk.vtt", Self.vtt.utf8).text.map(\.text) == ["Tea & cake?", "- Yes."])
    }

    @Test func captionsAreLinkedToTheRecording() async throws {
        let space = try Workspace()
        let inputs = [
            try space.write("talk.wav", Signal.talk(words: 2).wav),
            try space.write("talk.de.srt", Data(Self.srt.utf8)), try space.write("other.vtt", Data(Self.vtt.utf8)),
        ]
        _ = try await space.chunker().chunk(inputs.map { ChunkInput(path: $0) }, into: space.file("out"))
        let linked = try ChunkManifest.read(directory: space.file("out/talk.de.srt")).text
        #expect(linked.allSatisfy { $0.recording == "talk.wav" } && !linked.isEmpty)
        let alone = try ChunkManifest.read(directory: space.file("out/other.vtt")).text
        #expect(alone.allSatisfy { $0.recording == nil } && !alone.isEmpty)
    }

    @Test func tablesGiveTheCellsOfAColumn() async throws {
        let csv = "id;text\r\n1;\"He said \"\"no\"\".\nThen left; so.\"\r\n2;Grün\r\n\r\n3\r\n4;\"\"\r\n"
        let found = try await split("rows.csv", csv.utf8)
        #expect(found.text.map(\.text) == ["He said \"no\".\nThen left; so.", "Grün"])
        #expect(found.text.map(\.row) == [1, 2])
        #expect(found.source.warnings == ["rows without a text passed over: 1"])
        let bytes = Array(csv.utf8)
        let raw = found.text.map { String(decoding: bytes[Int($0.startByte)..<Int($0.endByte)], as: UTF8.self) }
        #expect(raw == ["He said \"\"no\"\".\nThen left; so.", "Grün"])
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await split("rows.csv", csv.utf8) { $0.column = "body" }
        }
        #expect(error?.description.contains("it has id, text") == true)
        await #expect(throws: ChunkingError.self) { _ = try await split("open.csv", "text\n\"never ends".utf8) }
    }

    @Test func longCellsAreSplitWithTheirPlaces() async throws {
        let sentences = (1...8).map { "Sentence \\\"number\\\" \($0) says \\u00e9\\ud83d\\ude00 here. " }
        let json = "{\"n\": {\"text\": [1, \"}\"]}, \"body\": \"\(sentences.joined())\"}\n\n{\"body\": null}\n"
        let found = try await split("rows.jsonl", json.utf8) { $0.column = "body" }
        let expected = (1...8).map { "Sentence \"number\" \($0) says é😀 here. " }.joined()
        #expect(found.text.map(\.text).joined() == expected)
        #expect(found.text.count >= 3)
        let bytes = Array(json.utf8)
        for passage in found.text {
            let raw = String(decoding: bytes[Int(passage.startByte)..<Int(passage.endByte)], as: UTF8.self)
            let value = try JSONDecoder().decode(String.self, from: Data("\"\(raw)\"".utf8))
            #expect(value == passage.text)
        }
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await split("rows.jsonl", "{\"a\": 1}\n[2]\n".utf8)
        }
        #expect(error?.description.contains("line 2") == true)
    }

    static let german =
        "Die Größe der Übung überraschte alle Schüler; \u{201E}schön\u{201C}, sagten sie. Später fuhren wir über die Brücke.\n"

    @Test(
        arguments: [
            ("windows-1252", .windowsCP1252, [UInt8]()), ("utf-16le", .utf16LittleEndian, [0xFF, 0xFE]),
            ("utf-16be", .utf16BigEndian, [0xFE, 0xFF]), ("utf-8", .utf8, [0xEF, 0xBB, 0xBF]),
            ("utf-32le", .utf32LittleEndian, [0xFF, 0xFE, 0, 0]),
        ] as [(String, String.Encoding, [UInt8])])
    func encodingsAreFoundOut(_ name: String, _ encoding: String.Encoding, _ mark: [UInt8]) async throws {
        let bytes = mark + Array(try #require(Self.german.data(using: encoding)))
        let found = try await split("brief.txt", bytes, target: 20)
        #expect(found.source.encoding == name)
        #expect(found.text.map(\.text).joined() == Self.german)
        #expect(found.text.first?.startByte == 0 && found.text.last?.endByte == Int64(bytes.count))
        for (passage, next) in zip(found.text, found.text.dropFirst()) { #expect(passage.endByte == next.startByte) }
        for passage in found.text.dropFirst() {
            let raw = Data(bytes[Int(passage.startByte)..<Int(passage.endByte)])
            #expect(String(data: raw, encoding: encoding) == passage.text)
        }
    }

    @Test func encodingsAreNamed() async throws {
        let text = "Příliš žluťoučký kůň.\n"
        let bytes = try #require(text.data(using: .isoLatin2))
        let found = try await split("veta.txt", bytes) { $0.encoding = "ISO-8859-2" }
        #expect(found.text.map(\.text) == [text])
        let error = await #expect(throws: ChunkingError.self) {
            _ = try await split("veta.txt", bytes) { $0.encoding = "klingon-8" }
        }
        #expect(error?.code == .invalidSettings)
        let strict = await #expect(throws: ChunkingError.self) {
            _ = try await split("veta.txt", bytes) { $0.encoding = "utf-8" }
        }
        #expect(strict?.code == .invalidUTF8)
    }

    @Test func damagedUTF8IsNoOtherEncoding() async throws {
        var bytes = Array(Self.german.utf8)
        bytes[bytes.count - 5] = 0xFF
        let error = await #expect(throws: ChunkingError.self) { _ = try await split("brief.txt", bytes) }
        #expect(error?.code == .invalidUTF8)
        #expect(error?.description.contains("byte \(bytes.count - 5) ") == true)
    }

    @Test(arguments: [("en", "Prof. Adams came."), ("de", "Herr Dr. Maier kam heute."), ("fr", "M. Dupont est là.")])
    func abbreviationsEndNoSentence(language: String, sentence: String) async throws {
        let found = try await split("a.txt", (sentence + " " + sentence).utf8, target: 4) { $0.language = language }
        #expect(found.text.map(\.text) == [sentence + " ", sentence])
    }
}
