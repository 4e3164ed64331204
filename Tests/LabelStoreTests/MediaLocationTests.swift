import LabelStore
import QuorumCore
import Synchronization
import Testing

@Suite("Where the files of a database are")
struct MediaLocationTests {
    @Test("The first server settles it, and a move changes it", arguments: Database.available)
    func settling(database: Database) async throws {
        try await database.withStore { store in
            #expect(try await store.mediaLocation() == "folder")
            #expect(try await store.settleMediaLocation("s3://quorum") == "s3://quorum")
            #expect(try await store.settleMediaLocation("folder") == "s3://quorum")
            try await store.moveMedia(to: "folder", at: World.now)
            #expect(try await store.mediaLocation() == "folder")
            #expect(try await store.settleMediaLocation("s3://quorum") == "folder")
        }
    }

    @Test("Files from before there was a choice are in the folder", arguments: Database.available)
    func before(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            _ = try await store.addSource(World.newSource(7, in: world.project), by: world.admin.id, at: World.now)
            #expect(try await store.settleMediaLocation("s3://quorum") == "folder")
        }
    }

    @Test("What was kept long enough is not missing", arguments: Database.available)
    func kept(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, chunks: 2)
            let keys = try await store.recordings(after: nil, limit: 10).map(\.key)
            #expect(keys.count == 2)
            #expect(try await store.uploadsInUse().count == 1)
            try await store.changeStorageRules(
                from: .none, to: StorageRules(retention: RetentionRules(mediaDays: 0)), of: world.project.id,
                by: world.admin.id,
                at: World.now)
            try await world.settleAll()
            #expect(try await store.applyRetention(at: World.now.advanced(by: .seconds(86_400))) == 1)
            #expect(try await store.recordings(after: nil, limit: 10).isEmpty)
            #expect(try await store.uploadsInUse().isEmpty)
        }
    }

    /// Two stores on one database, as in two processes. On SQLite files keep them apart.
    @Test("One process at a time records or removes uploads")
    func oneAtATime() async throws {
        guard Database.available.contains(.postgres) else { return }
        try await Database.postgres.withLocation { location in
            let stores = [try await LabelStore.open(location), try await LabelStore.open(location)]
            let inside = Counter()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<12 {
                    let store = stores[number % 2]
                    group.addTask {
                        try await store.withBlobLock {
                            let count = inside.enter()
                            // Others of the same process go on meanwhile.
                            _ = try await store.hasUsers()
                            inside.leave()
                            return count
                        }
                    }
                }
                for try await count in group { #expect(count == 1) }
            }
            await #expect(throws: CancellationError.self) {
                try await stores[0].withBlobLock { throw CancellationError() }
            }
            // It was let go of.
            let isFree = try await stores[1].withBlobLock { true }
            #expect(isFree)
            for store in stores { await store.close() }
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func enter() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }

        func leave() { count.withLock { $0 -= 1 } }
    }
}
