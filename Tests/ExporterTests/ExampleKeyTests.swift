import QuorumCore
import Testing

@testable import Exporter

@Suite struct ExampleKeyTests {
    @Test(arguments: [
        ("digits.wav", "digits-0123456789ab-000007"),
        ("My talk (final).v2.mp3", "My_talk_final_v2-0123456789ab-000007"),
        ("../../etc/passwd", "passwd-0123456789ab-000007"),
        ("..\\..\\boot.ini", "boot-0123456789ab-000007"),
        ("...", "source-0123456789ab-000007"),
        ("", "source-0123456789ab-000007"),
        ("запись.wav", "source-0123456789ab-000007"),
        ("a\nb\0c.wav", "a_b_c-0123456789ab-000007"),
        ("-rf.wav", "rf-0123456789ab-000007"),
        (".hidden", "hidden-0123456789ab-000007"),
    ])
    func aFileNameBecomesSafe(filename: String, expected: String) {
        #expect(ExampleKey.key(of: chunk(ordinal: 7), in: source(filename)) == expected)
    }

    @Test func longNamesAreCutToFitATarHeader() {
        let key = ExampleKey.key(of: chunk(ordinal: 123_456_789), in: source(String(repeating: "long", count: 100)))
        #expect(key.utf8.count + ".flac".utf8.count <= 100)
        #expect(key.hasSuffix("-123456789"))
    }

    @Test func namesKeepTheOrderOfChunks() {
        let keys = [0, 9, 10, 99, 100_000].map { ExampleKey.key(of: chunk(ordinal: $0), in: source("a.wav")) }
        #expect(keys == keys.sorted())
    }

    private func chunk(ordinal: Int) -> Chunk {
        Chunk(
            id: ChunkID(1), source: SourceID(1), ordinal: ordinal,
            content: .text(TextSpan(startByte: 0, endByte: 1, text: "x")))
    }

    private func source(_ filename: String) -> Source {
        Source(
            id: SourceID(1), project: ProjectID(1), filename: filename,
            sha256: "0123456789abcdef" + String(repeating: "0", count: 48), bytes: 1, kind: .text, state: .ready,
            failure: nil, details: SourceDetails(), duration: nil, createdAt: Timestamp(milliseconds: 0))
    }
}
