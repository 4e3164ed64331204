import Foundation
import Testing

@testable import Exporter

@Suite struct TarFileTests {
    @Test func aMemberIsAHeaderItsContentAndPadding() throws {
        let folder = try TemporaryFolder()
        let tar = try TarFile(creating: folder("a.tar"))
        try tar.append(name: "k.txt", Array("hello".utf8))
        let digest = try tar.finish()

        let bytes = try folder.bytes(of: "a.tar")
        #expect(bytes.count == 512 + 512 + 1024)
        #expect(digest.bytes == Int64(bytes.count))
        #expect(field(bytes, 0, 100) == "k.txt")
        #expect(field(bytes, 100, 8) == "0000444")
        #expect(field(bytes, 108, 8) == "0000000" && field(bytes, 116, 8) == "0000000")
        #expect(field(bytes, 124, 12) == "00000000005")
        #expect(field(bytes, 136, 12) == "00000000000")
        #expect(bytes[156] == UInt8(ascii: "0"))
        #expect(Array(bytes[257..<265]) == Array("ustar\0".utf8) + Array("00".utf8))
        #expect(Array(bytes[512..<517]) == Array("hello".utf8))
        #expect(bytes[517...].allSatisfy { $0 == 0 })
    }

    @Test func theChecksumIsTheSumOfTheHeaderWithBlanksInItsPlace() throws {
        var header = try #require(TarHeader.block(name: "some-key.flac", size: 123_456))
        let stored = Int(field(header, 148, 8).trimmingCharacters(in: .whitespaces), radix: 8)
        header.replaceSubrange(148..<156, with: repeatElement(UInt8(ascii: " "), count: 8))
        #expect(stored == header.reduce(0) { $0 + Int($1) })
    }

    @Test(arguments: [0, 1, 511, 512, 513])
    func contentIsPaddedToWholeBlocks(size: Int) {
        #expect((size + TarHeader.padding(after: Int64(size))) % 512 == 0)
        #expect(TarHeader.padding(after: Int64(size)) < 512)
    }

    @Test func sizesUpToEightGibibytesFitTheHeader() throws {
        let largest = try #require(TarHeader.block(name: "k", size: 8 * 1024 * 1024 * 1024 - 1))
        #expect(field(largest, 124, 12) == "77777777777")
        #expect(TarHeader.block(name: "k", size: 8 * 1024 * 1024 * 1024) == nil)
        #expect(TarHeader.block(name: "k", size: -1) == nil)
    }

    @Test func longNamesAreDividedAtASlashOrRefused() throws {
        let base = String(repeating: "b", count: 90)
        let block = try #require(TarHeader.block(name: "folder/of/shards/" + base, size: 1))
        #expect(field(block, 0, 100) == base)
        #expect(field(block, 345, 155) == "folder/of/shards")
        #expect(TarHeader.block(name: String(repeating: "x", count: 100), size: 1) != nil)
        #expect(TarHeader.block(name: String(repeating: "x", count: 101), size: 1) == nil)
        #expect(TarHeader.block(name: "", size: 1) == nil)
        #expect(TarHeader.block(name: "a\0b", size: 1) == nil)
    }

    @Test func theSystemsTarReadsIt() throws {
        let folder = try TemporaryFolder()
        let tar = try TarFile(creating: folder("a.tar"))
        let large = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try tar.append(name: "one.flac", large)
        try tar.append(name: "one.txt", [])
        try tar.append(name: String(repeating: "d", count: 60) + "/" + String(repeating: "n", count: 80), [7])
        _ = try tar.finish()

        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tar", "-xf", folder("a.tar"), "-C", folder.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try folder.bytes(of: "one.flac") == large)
        #expect(try folder.bytes(of: "one.txt") == [])
        #expect(
            try folder.bytes(of: String(repeating: "d", count: 60) + "/" + String(repeating: "n", count: 80)) == [7])
    }

    private func field(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> String {
        String(decoding: bytes[offset..<(offset + length)].prefix { $0 != 0 }, as: UTF8.self)
    }
}
