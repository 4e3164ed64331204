import Foundation
import QuorumCore
import Testing

@testable import AudioChunker

/// Texts become passages that cover them byte for byte.
@Suite struct PassageTests {
    private func passages(_ text: String, name: String = "text.txt", target: Int = 60, maximum: Int = 120) async throws
        -> [TextChunkRecord]
    {
        let space = try Workspace()
        let path = try space.write(name, Data(text.utf8))
        let chunker = Chunker(passages: try PassageSettings(target: target, maximum: maximum))
        _ = try await chunker.chunk([ChunkInput(path: path)], into: space.file("out"))
        return try ChunkManifest.read(directory: space.file("out")).text
    }

    @Test(arguments: 0..<12)
    func passagesCoverAnyText(seed: UInt64) async throws {
        var random = SeededNumbers(seed: seed)
        let pieces = [
            "a", "word", " ", ". ", "? ", "\n", "\n\n", "\r\n", "Größe", "日本語。", "🙂🙃", "é", "Mr. ", "# ", "## T\n",
            String(repeating: "x", count: 150), String(repeating: "漢", count: 60), "\t", "— ", "3.14 ", "«Oui.» ",
        ]
        let text = "Begin" + (0..<80).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let bytes = Array(text.utf8)
        let found = try await passages(text)
        var end: Int64 = 0
        for passage in found {
            #expect(passage.startByte == end)
            #expect(passage.endByte > passage.startByte)
            #expect(Array(passage.text.utf8) == Array(bytes[Int(passage.startByte)..<Int(passage.endByte)]))
            end = passage.endByte
        }
        #expect(end == Int64(bytes.count))
    }

    @Test func sentencesStayWhole() async throws {
        let text = "Mr. Smith met Dr. Jones at 3.30 p.m. today. They spoke for an hour! Was it enough? It was not.\n"
        let found = try await passages(text, target: 20)
        #expect(
            found.map(\.text) == [
                "Mr. Smith met Dr. Jones at 3.30 p.m. today. ", "They spoke for an hour! ",
                "Was it enough? It was not.\n",
            ])
    }

    @Test func paragraphsAndHeadingsBeginPassages() async throws {
        let text = "# Title\nFirst line\nsecond line.\n\nNext paragraph.\n\n\n## Part\n\nLast.\n"
        let found = try await passages(text, name: "text.md", target: 500, maximum: 900)
        #expect(
            found.map(\.text) == [
                "# Title\n", "First line\nsecond line.\n\n", "Next paragraph.\n\n\n", "## Part\n\n", "Last.\n",
            ])
    }

    @Test func aLongSentenceIsDividedBetweenWords() async throws {
        let text = (1...100).map { "word\($0)" }.joined(separator: " ")
        let found = try await passages(text)
        #expect(found.count > 5)
        #expect(found.allSatisfy { $0.text.utf8.count <= 120 })
        #expect(found.dropLast().allSatisfy { $0.text.hasSuffix(" ") })
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], 1), ([0x61, 0x62, 0xC3], 2), ([0xE2, 0x82, 0x41], 0), ([0x61, 0xC0, 0xAF], 1),
            ([0xED, 0xA0, 0x80], 0), ([0x61, 0x61, 0xF4, 0x90, 0x80, 0x80], 2),
        ] as [([UInt8], Int)])
    func invalidUTF8IsReportedWithItsOffset(bytes: [UInt8], offset: Int) async throws {
        let space = try Workspace()
        let path = try space.write("text.txt", Data(bytes))
        let error = await #expect(throws: ChunkingError.self) { _ = try await space.chunk(path) }
        #expect(error?.code == .invalidUTF8)
        #expect(error?.description.contains("byte \(offset) ") == true)
    }

    @Test func theUTF8CheckAgreesWithTheStandardLibrary() {
        var random = SeededNumbers(seed: 3)
        let leads: [UInt8] = [0x41, 0x7F, 0x80, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x90, 0xA0, 0x8F]
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in leads.randomElement(using: &random) ?? 0
            }
            let valid = String(validating: bytes, as: UTF8.self) != nil
            #expect((UTF8Check.firstInvalidOffset(in: bytes) == nil) == valid, "\(bytes)")
        }
    }

    @Test func aTextOfWhiteSpaceIsEmpty() async throws {
        let space = try Workspace()
        let path = try space.write("blank.txt", Data(" \n\n\t\n".utf8))
        let error = await #expect(throws: ChunkingError.self) { _ = try await space.chunk(path) }
        #expect(error?.code == .emptyFile)
    }
}
