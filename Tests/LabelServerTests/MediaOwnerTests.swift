import Foundation
import LabelStore
import Logging
import MediaStorage
import QuorumCore
import Synchronization
import Testing

@testable import LabelServer

@Suite("Whose the files at a place are")
struct MediaOwnerTests {
    /// A database in a folder of its own, and the place of its files, which others may share.
    private struct Deployment {
        let store: LabelStore
        let media: FolderMedia
        let folder: String

        /// - Parameter place: of the files, under `root`.
        init(_ name: String, in root: URL, place: String = "files") async throws {
            folder = root.appending(path: name).path
            try Server.prepare(ServerSettings(data: folder, pages: nil, executable: "/none"))
            store = try await LabelStore.open(.sqlite(path: "\(folder)/quorum.sqlite"))
            media = FolderMedia(path: root.appending(path: place).path)
        }

        /// As a process that was just started has it.
        var owner: MediaOwner { MediaOwner(store: store, media: media, dataFolder: folder, place: "s3://files") }

        func put(_ key: String) async throws {
            let file = "\(folder)/tmp/file"
            try Data("words".utf8).write(to: URL(filePath: file))
            try await media.put(file, as: key)
        }

        /// What a server does of itself, by clocks that are told.
        func chore(age: Duration?, _ clocks: Clocks) -> StraySweep {
            let data = DataDirectory(path: folder)
            var chore = StraySweep(
                store: store, media: media, blobs: BlobStore(data: data, media: media, store: store), owner: owner,
                age: age, logger: Logger(label: "test"))
            chore.now = { clocks.wall.withLock { $0 } }
            chore.clock = { clocks.machine.withLock { $0 } }
            return chore
        }

        var mark: Data { get throws { try Data(contentsOf: URL(filePath: media.path + "/owner.json")) } }

        func sweep(after seconds: Int64) async throws -> Int {
            try await StrayFiles(store: store, media: media, dataFolder: folder).remove(
                before: .now.advanced(by: .seconds(seconds)))
        }
    }

    private final class Clocks: Sendable {
        let wall = Mutex(Timestamp.now)
        let machine = Mutex(ContinuousClock.now)

        func advance(wall: Duration, machine: Duration) {
            self.wall.withLock { $0 = $0.advanced(by: wall) }
            self.machine.withLock { $0 += machine }
        }
    }

    private func withRoot(_ body: (URL) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "quorum-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        try await body(root)
    }

    private func isForeign(_ finding: MediaOwner.Finding, isContested: Bool) -> Bool {
        guard case .foreign(let mark) = finding else { return false }
        return mark.isContested == isContested
    }

    @Test("An empty place is the first one's, and nobody else's")
    func first() async throws {
        try await withRoot { root in
            let (first, second) = (try await Deployment("a", in: root), try await Deployment("b", in: root))
            let owner = first.owner
            #expect(try await owner.inspect() == .unmarked)
            for _ in 1...3 { #expect(try await owner.settle(surveying: false) == .own) }
            #expect(try await first.owner.settle(surveying: false) == .own)
            #expect(isForeign(try await second.owner.settle(surveying: true), isContested: false))
            #expect(try await owner.inspect() == .own)
            try await second.owner.take()
            #expect(isForeign(try await owner.settle(surveying: true), isContested: false))
            #expect(try await second.owner.inspect() == .own)
        }
    }

    @Test("What lies about unmarked is taken by hand alone", arguments: ["media/7/1-1/0.flac", "media/of another"])
    func unmarked(key: String) async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            try await deployment.put(key)
            #expect(try await deployment.owner.settle(surveying: false) == .unmarked)
            #expect(try await deployment.owner.settle(surveying: true) == .unmarked)
            try await deployment.owner.take()
            #expect(try await deployment.owner.settle(surveying: true) == .own)
        }
    }

    @Test("A copy of the database that is behind changes nothing; of two that are even neither sweeps")
    func copies() async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            let owner = deployment.owner
            _ = try await owner.settle(surveying: false)
            for name in ["b", "c"] {
                try FileManager.default.createDirectory(
                    at: root.appending(path: name), withIntermediateDirectories: true)
                try await deployment.store.copy(to: root.appending(path: "\(name)/quorum.sqlite").path)
            }
            let even = try await Deployment("b", in: root)
            let evenOwner = even.owner
            #expect(try await evenOwner.settle(surveying: false) == .own)
            let behind = try await Deployment("c", in: root).owner
            #expect(isForeign(try await behind.settle(surveying: false), isContested: false))
            #expect(isForeign(try await behind.settle(surveying: false), isContested: false))
            #expect(try await evenOwner.inspect() == .own)
            // The one that was copied is still at work, and notices.
            #expect(isForeign(try await owner.settle(surveying: false), isContested: false))
            #expect(isForeign(try await evenOwner.settle(surveying: false), isContested: true))
            #expect(isForeign(try await deployment.owner.settle(surveying: false), isContested: true))
            try await deployment.owner.take()
            #expect(try await owner.settle(surveying: false) == .own)
            #expect(isForeign(try await evenOwner.inspect(), isContested: false))
        }
    }

    @Test("Whatever a killed process did not note, the mark is its own", arguments: [false, true])
    func killed(isWritten: Bool) async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            _ = try await deployment.owner.settle(surveying: false)
            let known = try #require(try await deployment.store.mediaMark())
            let before = try deployment.mark
            try await deployment.store.prepareMediaMark(
                known.deployment, at: known.place, next: "the next one", isTaken: false, at: .now)
            if isWritten {
                let text = String(decoding: before, as: UTF8.self)
                    .replacing(try #require(known.turn), with: "the next one")
                try Data(text.utf8).write(to: URL(filePath: deployment.media.path + "/owner.json"))
            }
            #expect(try await deployment.owner.settle(surveying: false) == .own)
        }
    }

    @Test("Old files that nothing names go, and young ones stay")
    func ages() async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            let blob = String(repeating: "ab", count: 32)
            for key in [MediaKey.blob(blob), "media/7/1-1/0.flac", "exports/\(blob)/jsonl/x", "elsewhere/x"] {
                try await deployment.put(key)
            }
            #expect(try await deployment.sweep(after: -60) == 0)
            #expect(try await deployment.sweep(after: 60) == 3)
            #expect(try await deployment.media.entry("elsewhere/x") != nil)
            #expect(try await deployment.media.entry(MediaKey.blob(blob)) == nil)
        }
    }

    @Test("A mark that cannot be read is nobody's, until it is written anew by hand", arguments: ["", "x", "{}"])
    func unreadable(text: String) async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            _ = try await deployment.owner.settle(surveying: false)
            try Data(text.utf8).write(to: URL(filePath: deployment.media.path + "/owner.json"))
            let finding = try await deployment.owner.settle(surveying: true)
            #expect(finding == .unreadable)
            #expect(try #require(finding.refusal(at: "here")).description.contains("quorum media claim --yes"))
            #expect(try deployment.mark == Data(text.utf8))
            try await deployment.owner.take()
            #expect(try await deployment.owner.inspect() == .own)
        }
    }

    @Test("Nothing is swept in the first day of a place as one's own")
    func firstDay() async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            try await deployment.put("media/7/1-1/0.flac")
            try await deployment.owner.take()
            let clocks = Clocks()
            let chore = deployment.chore(age: .seconds(6 * 3600), clocks)
            for hours in [0, 10, 13] {
                clocks.advance(wall: .seconds(3600 * hours), machine: .seconds(3600 * hours))
                try await chore.run()
                #expect(try await deployment.media.entry("media/7/1-1/0.flac") != nil)
            }
            clocks.advance(wall: .seconds(3700), machine: .seconds(3700))
            try await deployment.chore(age: nil, clocks).run()
            #expect(try await deployment.media.entry("media/7/1-1/0.flac") != nil)
            try await chore.run()
            #expect(try await deployment.media.entry("media/7/1-1/0.flac") == nil)
        }
    }

    @Test("The mark is written anew each hour, also when the clock was set back")
    func clockSetBack() async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            let clocks = Clocks()
            let chore = deployment.chore(age: nil, clocks)
            try await chore.run()
            let first = try deployment.mark
            clocks.advance(wall: .seconds(-86_400), machine: .seconds(3500))
            try await chore.run()
            #expect(try deployment.mark == first)
            clocks.advance(wall: .zero, machine: .seconds(100))
            try await chore.run()
            #expect(try deployment.mark != first)
        }
    }

    @Test("Files of a service within another's place stay, and where they are marked nothing goes")
    func nested() async throws {
        try await withRoot { root in
            let outer = try await Deployment("a", in: root)
            let inner = try await Deployment("b", in: root, place: "files/media")
            let blob = MediaKey.blob(String(repeating: "ab", count: 32))
            for key in [blob, "media/7/1-1/0.flac"] { try await inner.put(key) }
            try await outer.put(blob)
            #expect(try await outer.sweep(after: 60) == 1)
            try await outer.put(blob)
            try await inner.owner.take()
            await #expect(throws: ServerError.self) { try await outer.sweep(after: 60) }
            #expect(try await outer.media.entry(blob) != nil)
            for key in [blob, "media/7/1-1/0.flac"] { #expect(try await inner.media.entry(key) != nil) }
            #expect(try await inner.owner.inspect() == .own)
            let survey = try await MediaSurvey(outer.store, outer.media)
            #expect(survey.strays.map(\.key) == [blob])
            #expect(Set(survey.unknown) == ["media/\(blob)", "media/media/7/1-1/0.flac", "media/owner.json"])
        }
    }

    @Test("A file from the future is young")
    func future() async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            try await deployment.put("media/7/1-1/0.flac")
            try FileManager.default.setAttributes(
                [.modificationDate: Date.now + 86_400],
                ofItemAtPath: deployment.media.path + "/media/7/1-1/0.flac")
            #expect(try await deployment.sweep(after: 60) == 0)
        }
    }

    @Test(
        "Keys of another shape than Quorum writes",
        arguments: [
            "blobs/ab/x", "media/owner.json", "media/7/1-1/owner.json", "media/7/1/0.flac", "media/7/1-/0.flac",
            "media/7/1-1/blobs/x", "media/x/1-1/0.flac", "media/blobs/1-1/x", "reports/1/report.json",
            "exports/1/jsonl/x",
            "exports/\(String(repeating: "ab", count: 32))/jsonl/blobs/x", "elsewhere/7/1-1/0.flac",
            "blobs//x", "",
        ])
    func foreignShapes(key: String) { #expect(!MediaKey.isWritten(key)) }

    @Test(
        "Keys of the shape that Quorum writes",
        arguments: [
            MediaKey.blob(String(repeating: "ab", count: 32)), "media/12/34-5/chunk-00001.flac",
            MediaKey.report(String(repeating: "ab", count: 32)) + "/report.html",
            MediaKey.exports(String(repeating: "ab", count: 32)) + "/parquet/manifest.json",
            MediaKey.exports(String(repeating: "ab", count: 32)) + "/jsonl/data/train/0.flac",
        ])
    func ownShapes(key: String) { #expect(MediaKey.isWritten(key)) }
}
