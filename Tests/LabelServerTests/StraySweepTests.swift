import Foundation
import LabelStore
import Logging
import MediaStorage
import QuorumCore
import Testing

@testable import LabelServer

/// Files that nothing names go, and no others.
@Suite struct StraySweepTests {
    private static let digest = String(repeating: "ab", count: 32)
    private static let day = Duration.seconds(86_400)

    private struct World {
        let admin: Caller
        let store: LabelStore
        let blobs: BlobStore
        let search: StraySearch

        var folder: String { admin.data }

        /// Puts a file that was last written to two days ago.
        @discardableResult
        func put(_ key: String, age: TimeInterval = 2 * 86_400) throws -> String {
            let place = URL(fileURLWithPath: "\(folder)/\(key)")
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("left".utf8).write(to: place)
            try makeOld(place.path, by: age)
            return key
        }

        func makeOld(_ path: String, by age: TimeInterval = 2 * 86_400) throws {
            let moment = Date(timeIntervalSinceNow: -age)
            try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: path)
        }

        func files() -> Set<String> {
            var found: Set<String> = []
            for area in MediaKey.areas {
                let names = FileManager.default.enumerator(atPath: "\(folder)/\(area)")?.allObjects as? [String] ?? []
                for name in names where !isFolder("\(folder)/\(area)\(name)") { found.insert(area + name) }
            }
            return found
        }

        private func isFolder(_ path: String) -> Bool {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }

        func sweep() -> StraySweep {
            let data = DataDirectory(path: folder)
            return StraySweep(
                store: store, search: search,
                ownership: MediaOwnership(store: store, media: FolderMedia(path: folder), data: data),
                logger: Logger(label: "test"))
        }
    }

    private func withWorld(workers: Int = 2, _ body: @Sendable (World) async throws -> Void) async throws {
        try await TestServer.run(
            configure: { $0.workers = workers },
            asAdmin: { admin in
                let data = DataDirectory(path: admin.data)
                let media = FolderMedia(path: admin.data)
                let store = try await LabelStore.open(.sqlite(path: data.database))
                _ = try await store.settleMediaLocation(LabelStore.mediaFolder)
                let blobs = BlobStore(data: data, media: media, store: store)
                do {
                    try await body(
                        World(
                            admin: admin, store: store, blobs: blobs,
                            search: StraySearch(store: store, media: media, blobs: blobs)))
                } catch {
                    await store.close()
                    throw error
                }
                await store.close()
            })
    }

    @Test func oldFilesThatNothingNamesGo() async throws {
        try await withWorld { world in
            _ = try await world.admin.projectWithTasks(policy: "1/1")
            let named = world.files()
            #expect(named.contains { $0.hasPrefix("media/1/") } && named.contains { $0.hasPrefix("blobs/") })
            for name in named { try world.makeOld("\(world.folder)/\(name)") }
            let young = try world.put(MediaKey.blob(String(repeating: "cd", count: 32)), age: 3600)
            for stray in [
                MediaKey.blob(Self.digest), "media/1/999-1/00001.flac", "media/777/1-1/00001.flac",
                "reports/\(Self.digest)/report.json", "exports/\(Self.digest)/jsonl/manifest.json", "blobs/zz/odd",
            ] { try world.put(stray) }

            let (ours, others) = (world.sweep(), world.sweep())
            try await ours.run()
            #expect(world.files() == named.union([young]))
            let events = try await world.admin.get("audit?limit=5").json["events"].list
            let event = try #require(events.first { $0["action"] == "storage.swept" })
            #expect(event["detail"] == "6 files 24 bytes" && event["actor"] == .null)

            // Once a day is often enough, whoever does it.
            try world.put(MediaKey.blob(Self.digest))
            try await others.run()
            #expect(world.files().count == named.count + 2)
            var tomorrow = others
            tomorrow.now = { .now.advanced(by: Self.day) }
            try await tomorrow.run()
            #expect(world.files() == named)
        }
    }

    @Test func whatAJobMayStillRecordStays() async throws {
        try await withWorld(workers: 0) { world in
            let project = try await world.admin.project()
            let source = try await world.admin.upload(WaveFile.tones([1], pause: 0.5), as: "a.wav", to: project)
            let claim = try #require(try await world.store.claimJob(by: "worker", for: .seconds(60), at: .now))
            let key = try world.put("media/\(source.json["id"].int)/\(claim.job.id)-\(claim.job.attempt)/00001.flac")
            let soon = Timestamp.now.advanced(by: .seconds(60))
            #expect(try await world.search.remove(before: soon).files == 0)
            #expect(world.files().contains(key))
            try await world.store.finish(claim, failure: "It is no recording.", at: .now)
            #expect(try await world.search.remove(before: soon).files == 1)
            // The upload is named by the source, though that failed.
            #expect(world.files().count == 1)
        }
    }

    /// The file is there, and old, and nothing names it yet: the moment between keeping and recording.
    @Test func whatAnUploadIsAboutToRecordStays() async throws {
        try await withWorld(workers: 0) { world in
            let project = ProjectID(Int64(try await world.admin.project()))
            let path = "\(world.folder)/\(try world.put("tmp/upload-late"))"
            let key = MediaKey.blob(Self.digest)
            let user = try #require(try await world.store.users().first).id
            let later = Timestamp.now.advanced(by: .seconds(60))
            let sweeping = try await world.blobs.add(path, sha256: Self.digest) {
                #expect(world.files() == [key])
                let sweeping = Task { try await world.search.remove(before: later).files }
                try await Task.sleep(for: .milliseconds(300))
                #expect(world.files() == [key])
                let new = NewSource(
                    project: project, filename: "late.wav", sha256: Self.digest, bytes: 4, details: SourceDetails())
                _ = try await world.store.addSource(new, by: user, at: .now)
                return sweeping
            }
            #expect(try await sweeping.value == 0)
            #expect(world.files() == [key])
        }
    }
}
