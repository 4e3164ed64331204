import LabelStore
import QuorumCore
import Testing

@Suite("Jobs that several workers share")
struct JobStoreTests {
    private let now = World.now
    private var expired: Timestamp { now.advanced(by: World.lease + .milliseconds(1)) }

    /// A project with one job that waits.
    private func withJob(
        _ database: Database, _ body: (LabelStore, World, Source) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            let source = try await store.addSource(World.newSource(7, in: world.project), by: world.admin.id, at: now)
            try await body(store, world, source)
        }
    }

    private func claim(_ store: LabelStore, at time: Timestamp) async throws -> JobClaim? {
        try await store.claimJob(by: "worker", for: World.lease, at: time)
    }

    @Test("A dead worker's job is taken over, and what it still says is not heard", arguments: Database.available)
    func takeover(database: Database) async throws {
        try await withJob(database) { store, world, source in
            let dead = try #require(try await claim(store, at: now))
            #expect(try await claim(store, at: now.advanced(by: World.lease - .milliseconds(1))) == nil)
            let alive = try #require(try await claim(store, at: expired))
            #expect(alive.job.id == dead.job.id)
            #expect([dead.job.attempt, alive.job.attempt] == [1, 2])
            #expect(try await !store.stands(dead))
            #expect(try await !store.renew(dead, stage: .cutting, progress: 0.5, for: World.lease, at: expired))
            #expect(try await !store.finish(dead, failure: "late", at: expired))
            #expect(try await !store.breakOff(dead, because: "late", pause: .zero, at: expired))
            try await store.release(dead)
            await expectRefusal(.conflict) {
                try await store.completeChunking(
                    of: source.id, kind: .audio, duration: 4, chunks: [World.span(0)], under: dead, at: expired)
            }
            #expect(try await store.job(alive.job.id) == alive.job)
            let tasks = try await store.completeChunking(
                of: source.id, kind: .audio, duration: 4, chunks: [World.span(0)], under: alive, at: expired)
            #expect(tasks.count == 1)
            #expect(try await store.job(alive.job.id).state == .done)
            #expect(try await store.finish(alive, failure: nil, at: expired))
            #expect(try await claim(store, at: .init(milliseconds: .max / 2)) == nil)
            #expect(try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 99).count == 4)
        }
    }

    @Test("A sign of life keeps a job and tells how far it is", arguments: Database.available)
    func renewal(database: Database) async throws {
        try await withJob(database) { store, _, _ in
            let held = try #require(try await claim(store, at: now))
            #expect(try await store.renew(held, stage: .cutting, progress: 0.25, for: World.lease, at: expired))
            #expect(try await claim(store, at: expired) == nil)
            let job = try await store.job(held.job.id)
            #expect(job.stage == .cutting)
            #expect(job.progress == 0.25)
            #expect(try await store.unfinishedJobs() == [job])
            try await store.finish(held, failure: nil, at: expired)
            let done = try await store.job(held.job.id)
            #expect(done.stage == nil)
            #expect(done.progress == 1)
        }
    }

    @Test("A job that breaks off is tried again after a while, and not for ever", arguments: Database.available)
    func retry(database: Database) async throws {
        try await withJob(database) { store, _, source in
            var time = now
            for attempt in 1...JobRules.mostFailures {
                let held = try #require(try await claim(store, at: time))
                #expect(held.job.attempt == attempt)
                #expect(try await store.breakOff(held, because: "The disk is full.", pause: .seconds(10), at: time))
                let isLast = attempt == JobRules.mostFailures
                #expect(try await store.job(held.job.id).state == (isLast ? .failed : .queued))
                #expect(try await store.source(source.id).state == (isLast ? .failed : .queued))
                // 10 s, then 40 s; how often the job was merely given back does not count.
                let pause = attempt == 1 ? 10_000 : 40_000
                #expect(try await claim(store, at: time.advanced(by: .milliseconds(pause - 1))) == nil)
                time = time.advanced(by: .milliseconds(pause))
            }
            #expect(try await claim(store, at: time) == nil)
            #expect(try await store.source(source.id).failure == "The disk is full.")
        }
    }

    @Test("A job whose workers die is not tried for ever", arguments: Database.available)
    func deaths(database: Database) async throws {
        try await withJob(database) { store, _, source in
            var time = now
            for _ in 0..<JobRules.mostAttempts {
                let held = try await claim(store, at: time)
                #expect(held != nil)
                time = time.advanced(by: World.lease)
            }
            #expect(try await claim(store, at: time) == nil)
            #expect(try await store.source(source.id).state == .failed)
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("A job that is given back is no failure", arguments: Database.available)
    func release(database: Database) async throws {
        try await withJob(database) { store, _, source in
            for attempt in 1...(JobRules.mostFailures + 2) {
                let held = try #require(try await claim(store, at: now))
                #expect(held.job.attempt == attempt)
                try await store.release(held)
                #expect(try await store.source(source.id).state == .queued)
            }
        }
    }

    @Test("A job is cancelled once, in its own project", arguments: Database.available)
    func cancel(database: Database) async throws {
        try await withJob(database) { store, world, source in
            let held = try #require(try await claim(store, at: now))
            let id = held.job.id
            await expectRefusal(.notFound) {
                _ = try await store.cancelJob(id, in: ProjectID(99), by: world.admin.id, at: now)
            }
            let cancelled = try await store.cancelJob(id, in: world.project.id, by: world.admin.id, at: now)
            #expect(cancelled.state == .cancelled)
            #expect(try await !store.stands(held))
            #expect(try await !store.finish(held, failure: nil, at: now))
            #expect(try await store.source(source.id).state == .failed)
            #expect(try await claim(store, at: expired) == nil)
            await expectRefusal(.conflict, mentioning: "cancelled already") {
                _ = try await store.cancelJob(id, in: nil, by: nil, at: now)
            }
            #expect(try await store.auditEvents(before: .max, limit: 1).first?.action == "job.cancelled")
        }
    }

    @Test("A clock that was set back puts nothing off for long", arguments: Database.available)
    func clock(database: Database) async throws {
        try await withJob(database) { store, _, _ in
            let hour: Duration = .seconds(3600)
            _ = try await claim(store, at: now.advanced(by: hour))
            let held = try await claim(store, at: now)
            #expect(held != nil)
        }
    }
}
