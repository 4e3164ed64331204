import Foundation
import Testing

@testable import DurableFiles

@Suite struct StagedFolderTests {
    @Test func aPublishedFolderStandsWhereItShould() throws {
        let root = try TemporaryFolder()
        let staging = try StagedFolder(for: root("a/b/out/"))
        try staging.makeFolder("data/train")
        try Data("x".utf8).write(to: URL(fileURLWithPath: staging.path + "/data/train/f"))
        #expect(!exists(root("a/b/out")))
        try staging.publish()
        #expect(root.entries == ["a", "a/b", "a/b/out", "a/b/out/data", "a/b/out/data/train", "a/b/out/data/train/f"])
    }

    @Test func anUnpublishedFolderLeavesNothing() throws {
        let root = try TemporaryFolder()
        do {
            let staging = try StagedFolder(for: root("a/b/out"))
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
        try StagedFolder(for: root("out")).publish()
        #expect(root.entries == ["out"])
    }

    @Test(arguments: ["out/file", "out"])
    func whatIsThereIsNotTouched(file: String) throws {
        let root = try TemporaryFolder()
        try root.write("mine".utf8, to: file)
        let error = #expect(throws: FileError.self) { _ = try StagedFolder(for: root("out")) }
        #expect(error?.code == .occupied)
        #expect(error?.path == root("out"))
        #expect(try root.bytes(of: file) == Array("mine".utf8))
        #expect(root.entries.allSatisfy { !$0.contains("partial") })
    }

    @Test func whatAppearsMeanwhileIsNotTouched() throws {
        let root = try TemporaryFolder()
        do {
            let staging = try StagedFolder(for: root("out"))
            try root.write("theirs".utf8, to: "out/file")
            #expect(throws: FileError.self) { try staging.publish() }
        }
        #expect(root.entries == ["out", "out/file"])
    }

    @Test func aFileInTheWayIsNamed() throws {
        let root = try TemporaryFolder()
        try root.write("x".utf8, to: "file")
        let error = #expect(throws: FileError.self) { _ = try StagedFolder(for: root("file/sub/out")) }
        #expect(error?.path == root("file") || error?.path == root("file/sub"))
    }

    @Test(arguments: ["", "/"])
    func aFolderNeedsAName(path: String) {
        #expect(throws: FileError.self) { _ = try StagedFolder(for: path) }
    }

    @Test func whatAKilledExportLeftIsRemoved() throws {
        let root = try TemporaryFolder()
        // No process can have this number: Linux allows at most 2^22.
        try root.write("x".utf8, to: ".out.partial-99999999/f")
        try root.write("x".utf8, to: ".out.partial-1/f")
        try StagedFolder(for: root("out")).publish()
        #expect(root.entries == [".out.partial-1", ".out.partial-1/f", "out"])
    }

    @Test func whatIsWorthKeepingIsThereForTheNextAttempt() throws {
        let root = try TemporaryFolder()
        do {
            let staging = try StagedFolder(for: root("out"))
            try Data("half".utf8).write(to: URL(fileURLWithPath: staging.path + "/part"))
            staging.keepsWork = true
        }
        #expect(root.entries == [".out.partial-kept", ".out.partial-kept/part"])
        let next = try StagedFolder(for: root("out"))
        #expect(next.remains == [root(".out.partial-kept")])
        next.removeRemains()
        try next.publish()
        #expect(root.entries == ["out"])
    }
}

@Suite struct DurableMoveTests {
    @Test func aFolderTakesThePlaceOfAnUnfinishedOne() throws {
        let root = try TemporaryFolder()
        try root.write("old".utf8, to: "a/place/x")
        try root.write("new".utf8, to: "work/y")
        try DurableMove.replaceFolder(root("a/place"), with: root("work"))
        #expect(root.entries == ["a", "a/place", "a/place/y"])
        try root.write("z".utf8, to: "more/z")
        try DurableMove.replaceFolder(root("b/c/place"), with: root("more"))
        #expect(try root.bytes(of: "b/c/place/z") == Array("z".utf8))
    }

    @Test func whatCannotBeMovedIsNamed() throws {
        let root = try TemporaryFolder()
        let error = #expect(throws: FileError.self) { try DurableMove.move(root("none"), to: root("place")) }
        #expect(error?.path == root("place"))
    }
}
