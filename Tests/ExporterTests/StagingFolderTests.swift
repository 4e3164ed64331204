import Foundation
import Testing

@testable import Exporter

@Suite struct StagingFolderTests {
    @Test func aPublishedFolderStandsWhereItShould() throws {
        let root = try TemporaryFolder()
        let staging = try StagingFolder(for: root("a/b/out/"))
        try staging.makeFolder("data/train")
        try Data("x".utf8).write(to: URL(fileURLWithPath: staging.path + "/data/train/f"))
        #expect(!exists(root("a/b/out")))
        try staging.publish()
        #expect(root.entries == ["a", "a/b", "a/b/out", "a/b/out/data", "a/b/out/data/train", "a/b/out/data/train/f"])
    }

    @Test func anUnpublishedFolderLeavesNothing() throws {
        let root = try TemporaryFolder()
        do {
            let staging = try StagingFolder(for: root("a/b/out"))
            try staging.makeFolder("data")
            try Data("x".utf8).write(to: URL(fileURLWithPath: staging.path + "/data/f"))
            try FileManager.default.createSymbolicLink(
                atPath: staging.path + "/link", withDestinationPath: NSTemporaryDirectory())
        }
        #expect(root.entries == [])
        #expect(exists(NSTemporaryDirectory()))
    }

    @Test func anEmptyFolderMayBeReplaced() throws {
        let root = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: root("out"), withIntermediateDirectories: false)
        try StagingFolder(for: root("out")).publish()
        #expect(root.entries == ["out"])
    }

    @Test(arguments: ["out/file", "out"])
    func whatIsThereIsNotTouched(file: String) throws {
        let root = try TemporaryFolder()
        try root.write("mine".utf8, to: file)
        let error = #expect(throws: ExportError.self) { _ = try StagingFolder(for: root("out")) }
        #expect(error?.code == .outputExists)
        #expect(error?.subject == root("out"))
        #expect(try root.bytes(of: file) == Array("mine".utf8))
        #expect(root.entries.allSatisfy { !$0.contains("partial") })
    }

    @Test func whatAppearsMeanwhileIsNotTouched() throws {
        let root = try TemporaryFolder()
        do {
            let staging = try StagingFolder(for: root("out"))
            try root.write("theirs".utf8, to: "out/file")
            #expect(throws: ExportError.self) { try staging.publish() }
        }
        #expect(root.entries == ["out", "out/file"])
    }

    @Test func aFileInTheWayIsNamed() throws {
        let root = try TemporaryFolder()
        try root.write("x".utf8, to: "file")
        let error = #expect(throws: ExportError.self) { _ = try StagingFolder(for: root("file/sub/out")) }
        #expect(error?.subject == root("file") || error?.subject == root("file/sub"))
    }

    @Test(arguments: ["", "/"])
    func aFolderNeedsAName(path: String) {
        #expect(throws: ExportError.self) { _ = try StagingFolder(for: path) }
    }

    @Test func whatAKilledExportLeftIsRemoved() throws {
        let root = try TemporaryFolder()
        // No process can have this number: Linux allows at most 2^22.
        try root.write("x".utf8, to: ".out.partial-99999999/f")
        try root.write("x".utf8, to: ".out.partial-1/f")
        try StagingFolder(for: root("out")).publish()
        #expect(root.entries == [".out.partial-1", ".out.partial-1/f", "out"])
    }
}
