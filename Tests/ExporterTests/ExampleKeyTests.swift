import QuorumCore
import Testing

@testable import Exporter

@Suite struct ExampleKeyTests {
    @Test(arguments: [
        ("digits.wav", "digits-123000000000-000007"),
        ("My talk (final).v2.mp3", "My_talk_final_v2-123000000000-000007"),
        ("../../etc/passwd", "passwd-123000000000-000007"),
        ("..\\..\\boot.ini", "boot-123000000000-000007"),
        ("...", "source-123000000000-000007"),
        ("", "source-123000000000-000007"),
        ("запись.wav", "source-123000000000-000007"),
        ("a\nb\0c.wav", "a_b_c-123000000000-000007"),
        ("-rf.wav", "rf-123000000000-000007"),
        (".hidden", "hidden-123000000000-000007"),
    ])
    func aFileNameBecomesSafe(filename: String, expected: String) {
        #expect(ExampleKey(in: source(filename)).key(of: chunk(ordinal: 7)) == expected)
    }

    @Test func longNamesAreCutToFitATarHeader() {
        let key = ExampleKey(in: source(String(repeating: "long", count: 100))).key(of: chunk(ordinal: 123_456_789))
        #expect(key.utf8.count + ".flac".utf8.count <= 100)
        #expect(key.hasSuffix("-123456789"))
    }

    @Test func namesKeepTheOrderOfChunks() {
        let keys = [0, 9, 10, 99, 100_000].map { ExampleKey(in: source("a.wav")).key(of: chunk(ordinal: $0)) }
        #expect(keys == keys.sorted())
    }

    private func chunk(ordinal: Int) -> Chunk { Samples.example(ordinal).chunk }

    private func source(_ filename: String) -> Source { Samples.source(0x123, filename: filename) }
}
