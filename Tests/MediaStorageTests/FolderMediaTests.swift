import Foundation
import Testing

@testable import MediaStorage

@Suite struct FolderMediaTests {
    private let folder = NSTemporaryDirectory() + "/media-" + UUID().uuidString

    @Test func filesComeAndGoByTheirKeys() async throws {
        let media = try made()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await put("one", as: "media/1/a-1/x", in: media)
        try await put("other", as: "media/1/a-2/x", in: media)
        try await put("ten", as: "media/10/a-1/x", in: media)
        #expect(try await media.entry("media/1/a-1/x")?.bytes == 3)
        #expect(try await media.entry("media/1/a-1") == nil)
        #expect(try await keys("media/1/", media) == ["media/1/a-1/x", "media/1/a-2/x"])
        try await media.removeAll("media/1/", but: "media/1/a-2/")
        #expect(try await keys("media/", media) == ["media/1/a-2/x", "media/10/a-1/x"])
        // Nothing is left of a folder that is empty.
        #expect(!FileManager.default.fileExists(atPath: folder + "/media/1/a-1"))
        try await media.removeAll("media/1/")
        #expect(try await keys("", media) == ["media/10/a-1/x"])
        try await media.remove("media/1/a-2/x")
    }

    @Test func aFolderReplacesWhatWasThere() async throws {
        let media = try made()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for names in [["old", "last"], ["new", "last"]] {
            let made = folder + "/made"
            try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: false)
            for name in names { try Data(name.utf8).write(to: URL(fileURLWithPath: "\(made)/\(name)")) }
            try await media.putFolder(made, as: "reports/abc", last: "last")
        }
        #expect(try await keys("reports/", media) == ["reports/abc/last", "reports/abc/new"])
    }

    @Test(arguments: ["../x", "a/../../x", "/etc/passwd", "a//b", "", "a\0b", "./a"])
    func noKeyLeadsOut(key: String) async throws {
        let media = try made()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        await #expect(throws: MediaError.self) { _ = try await media.content(of: key, range: nil) }
        await #expect(throws: MediaError.self) { try await media.remove(key) }
    }

    private func made() throws -> FolderMedia {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        return FolderMedia(path: folder)
    }

    private func put(_ text: String, as key: String, in media: FolderMedia) async throws {
        let file = folder + "/file"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try await media.put(file, as: key)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    private func keys(_ prefix: String, _ media: FolderMedia) async throws -> [String] {
        var keys: [String] = []
        try await media.list(prefix) { keys += $0.map(\.key) }
        return keys.sorted()
    }
}
