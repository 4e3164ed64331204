import Foundation
import LabelServer
import LabelStore
import MediaStorage
import QuorumCore
import Testing

@Suite("Whose the files at a place are")
struct MediaOwnerTests {
    /// A database in a folder of its own, and the place of its files, which others may share.
    private struct Deployment {
        let store: LabelStore
        let media: FolderMedia
        let folder: String

        init(_ name: String, in root: URL) async throws {
            folder = root.appending(path: name).path
            try Server.prepare(ServerSettings(data: folder, pages: nil, executable: "/none"))
            store = try await LabelStore.open(.sqlite(path: "\(folder)/quorum.sqlite"))
            media = FolderMedia(path: root.appending(path: "files").path)
        }

        /// As a process that was just started has it.
        var owner: MediaOwner { MediaOwner(store: store, media: media, dataFolder: folder, place: "s3://files") }

        func put(_ key: String) async throws {
            let file = "\(folder)/tmp/file"
            try Data("words".utf8).write(to: URL(filePath: file))
            try await media.put(file, as: key)
        }

        func sweep(after seconds: Int64) async throws -> Int {
            try await StrayFiles(store: store, media: media, dataFolder: folder).remove(
                before: .now.advanced(by: .seconds(seconds)))
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

    @Test("What lies about unmarked is taken by hand alone")
    func unmarked() async throws {
        try await withRoot { root in
            let deployment = try await Deployment("a", in: root)
            try await deployment.put("media/7/1-1/0.flac")
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
            let before = try Data(contentsOf: URL(filePath: deployment.media.path + "/owner.json"))
            try await deployment.store.prepareMediaMark(known.deployment, at: known.place, next: "the next one")
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
}
