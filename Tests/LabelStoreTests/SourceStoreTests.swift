import LabelStore
import QuorumCore
import Testing

@Suite("Sources, chunks and jobs in the store")
struct SourceStoreTests {
    private let now = World.now

    @Test("A source becomes chunks and tasks, once", arguments: Database.available)
    func chunking(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, chunks: 2)
            let source = try await store.addSource(World.newSource(7, in: world.project), by: world.admin.id, at: now)
            #expect(source.state == .queued)
            let claim = try #require(try await store.claimJob(by: "worker", for: World.lease, at: now))
            #expect(claim.job.kind == .chunk)
            #expect(claim.job.source == source.id)
            #expect(try await store.source(source.id).state == .chunking)
            let chunks = [World.span(0), World.span(1)]
            let tasks = try await store.completeChunking(
                of: source.id, kind: .audio, duration: 4, chunks: chunks, at: now)
            // A worker that was stopped before it could say so does it again.
            let again = try await store.completeChunking(
                of: source.id, kind: .audio, duration: 4, chunks: chunks, at: now)
            #expect(again == tasks)
            let ready = try await store.source(source.id)
            #expect(ready.state == .ready)
            #expect(ready.kind == .audio)
            #expect(ready.duration == 4)
            #expect(ready.details == World.newSource(7, in: world.project).details)
            let details = try await store.tasks(in: world.project.id, state: .open, after: world.tasks[1].id, limit: 9)
            #expect(details.map(\.chunk.content) == chunks)
            #expect(details.map(\.chunk.ordinal) == [0, 1])
        }
    }

    @Test("The same bytes again are refused, unless they failed", arguments: Database.available)
    func duplicate(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            let new = World.newSource(7, in: world.project)
            let source = try await store.addSource(new, by: world.admin.id, at: now)
            await expectRefusal(.conflict, mentioning: "recording 7.wav") {
                _ = try await store.addSource(new, by: world.admin.id, at: now)
            }
            let claim = try #require(try await store.claimJob(by: "worker", for: World.lease, at: now))
            try await store.finish(claim, failure: "It is no recording.", at: now)
            #expect(try await store.source(source.id).failure == "It is no recording.")
            let retried = try await store.addSource(new, by: world.admin.id, at: now)
            #expect(retried.id == source.id)
            #expect(retried.state == .queued)
            #expect(retried.failure == nil)
            #expect(try await store.claimJob(by: "worker", for: World.lease, at: now)?.job.source == source.id)
        }
    }

    @Test("Only a source that failed can be removed", arguments: Database.available)
    func remove(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            let new = World.newSource(7, in: world.project)
            let source = try await store.addSource(new, by: world.admin.id, at: now)
            #expect(try await store.isInUse(sha256: new.sha256))
            func remove() async throws {
                try await store.removeFailedSource(source.id, in: world.project.id, by: world.admin.id, at: now)
            }
            await expectRefusal(.conflict, mentioning: "recording 7.wav") { try await remove() }
            let claim = try #require(try await store.claimJob(by: "worker", for: World.lease, at: now))
            try await store.finish(claim, failure: "It is no recording.", at: now)
            #expect(try await !store.isInUse(sha256: new.sha256))
            try await remove()
            await expectRefusal(.notFound) { try await remove() }
            #expect(try await store.sources(in: world.project.id).map(\.filename) == ["recording 0.wav"])
            #expect(try await store.addSource(new, by: world.admin.id, at: now).id != source.id)
        }
    }

    @Test("Text passages keep their bytes", arguments: Database.available)
    func passages(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 0)
            let source = try await store.addSource(World.newSource(7, in: world.project), by: world.admin.id, at: now)
            let text = "Ünïcode \"quotes\", 'single', $1 and \\ stay.\n\u{1F600}"
            let content = ChunkContent.text(TextSpan(startByte: 3, endByte: 3 + Int64(text.utf8.count), text: text))
            _ = try await store.completeChunking(of: source.id, kind: .text, duration: nil, chunks: [content], at: now)
            let served = try #require(try await world.serve(world.people[0]))
            #expect(served.chunk.content == content)
            #expect(served.source.duration == nil)
        }
    }

    @Test("What waits already is not queued twice", arguments: Database.available)
    func pendingJob(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            try await world.settleAll()
            let version = try await world.freeze()
            func export(_ format: String) async throws -> Job {
                try await store.enqueue(
                    .export, project: world.project.id, version: version.id, format: format, by: world.admin.id, at: now
                )
            }
            let first = try await export("parquet")
            #expect(try await export("parquet").id == first.id)
            #expect(try await export("webdataset").id != first.id)
            let claim = try #require(try await store.claimJob(by: "worker", for: World.lease, at: now))
            try await store.finish(claim, failure: nil, at: now)
            #expect(try await store.job(first.id).state == .done)
            #expect(try await export("parquet").id != first.id)
        }
    }

    @Test("A missing row is said to be missing", arguments: Database.available)
    func missing(database: Database) async throws {
        try await database.withStore { store in
            await expectRefusal(.notFound) { _ = try await store.project(ProjectID(9)) }
            await expectRefusal(.notFound) { _ = try await store.source(SourceID(9)) }
            await expectRefusal(.notFound) { _ = try await store.task(TaskID(9)) }
            await expectRefusal(.notFound) { _ = try await store.job(JobID(9)) }
            await expectRefusal(.notFound) { _ = try await store.version(VersionID(9)) }
            await expectRefusal(.notFound) { _ = try await store.progress(of: ProjectID(9)) }
        }
    }

    @Test("A database that is opened again holds what was stored", arguments: Database.available)
    func reopen(database: Database) async throws {
        try await database.withLocation { location in
            var store = try await LabelStore.open(location)
            let world = try await World.make(in: store, policy: "1/1", chunks: 1)
            try await world.settleAll()
            let before = try await store.task(world.tasks[0].id)
            await store.close()
            store = try await LabelStore.open(location)
            #expect(try await store.task(world.tasks[0].id) == before)
            #expect(try await store.projects() == [world.project])
            await store.close()
        }
    }

    @Test("Connections that the server ended are made anew", .enabled(if: Database.available.contains(.postgres)))
    func reconnects() async throws {
        try await Database.postgres.withLocation { location in
            guard case .postgres(let url) = location else { return }
            let store = try await LabelStore.open(location)
            let world = try await World.make(in: store, chunks: 1)
            try await PostgresShell.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """, at: url)
            #expect(try await store.projects() == [world.project])
            #expect(try await world.answer(world.people[0], "Yes") != nil)
            await store.close()
        }
    }
}
