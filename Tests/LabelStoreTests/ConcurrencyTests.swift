import LabelStore
import QuorumCore
import Testing

@Suite("Many people at once")
struct ConcurrencyTests {
    /// People who answer until nothing is left, with an answer each that `choose` gives.
    private func labelAll(_ world: World, choose: @escaping @Sendable (Int, TaskID) -> String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, person) in world.people.enumerated() {
                group.addTask {
                    // Others hold slots that their answers may free, so an empty hand is no end yet.
                    var emptyHanded = 0
                    while emptyHanded < 20 {
                        guard let served = try await world.serve(person) else {
                            emptyHanded += 1
                            try await Task.sleep(for: .milliseconds(5))
                            continue
                        }
                        emptyHanded = 0
                        _ = try await world.store.submit(
                            served.assignment.id, by: person.id, answer: choose(number, served.task.id), at: World.now)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("No task gets too many answers or the same person twice, and all are decided", arguments: Database.available)
    func invariants(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "3/5", people: 9, chunks: 12)
            try await labelAll(world) { person, task in
                switch task.value % 3 {
                case 0: "same"
                case 1: person % 2 == 0 ? "even" : "odd"
                default: "answer \(person)"
                }
            }
            let details = try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 100)
            #expect(details.count == 12)
            for detail in details {
                #expect(detail.task.state != .open)
                #expect(detail.annotations.count <= 5)
                #expect(Set(detail.annotations.map(\.annotator)).count == detail.annotations.count)
                if detail.task.id.value % 3 == 0 {
                    #expect(detail.task.state == .settled)
                    #expect(detail.annotations.count == 3)
                }
            }
            let progress = try await store.progress(of: world.project.id)
            #expect(progress.annotations == details.reduce(0) { $0 + $1.annotations.count })
            #expect(progress.tasks.values.reduce(0, +) == 12)
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test(
        "A version frozen while people answer holds what its name says", .timeLimit(.minutes(15)),
        arguments: Database.available)
    func freezing(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/2", people: 6, sources: 12, chunks: 4)
            try await world.answer(world.people[0], "first")
            async let labeled: Void = labelAll(world) { _, task in "Words of \(task)." }
            var versions: [DatasetVersion] = []
            while versions.last?.exampleCount != 48 {
                let version = try await world.freeze()
                if version.id != versions.last?.id { versions.append(version) }
            }
            try await labeled
            #expect(versions.map(\.exampleCount) == versions.map(\.exampleCount).sorted())
            for version in versions {
                let examples = try await store.examples(of: version.id, after: -1, limit: 999)
                #expect(examples.count == version.exampleCount)
                #expect(try await store.votes(of: version.id, after: nil, limit: 999).count == version.exampleCount)
            }
        }
    }

    @Test("Two requests of one person give one slot", arguments: Database.available)
    func twoTabs(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, people: 1, chunks: 5)
            let served = try await withThrowingTaskGroup(of: ServedTask?.self) { group in
                for _ in 0..<8 { group.addTask { try await world.serve(world.people[0]) } }
                return try await group.reduce(into: Set<TaskID>()) { if let task = $1?.task.id { $0.insert(task) } }
            }
            #expect(served.count == 1)
        }
    }

    @Test("A job is claimed once", arguments: Database.available)
    func jobs(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, chunks: 1)
            for number in 10..<20 {
                _ = try await store.addSource(
                    World.newSource(number, in: world.project), by: world.admin.id, at: World.now)
            }
            let claimed = try await withThrowingTaskGroup(of: JobClaim?.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await store.claimJob(by: "worker", for: World.lease, at: World.now) }
                }
                return try await group.reduce(into: [JobID]()) { if let claim = $1 { $0.append(claim.job.id) } }
            }
            #expect(Set(claimed).count == claimed.count)
            while try await store.claimJob(by: "worker", for: World.lease, at: World.now) != nil {}
            let jobs = try await store.jobs(in: world.project.id, limit: 99)
            #expect(jobs.filter { $0.state == .running }.count == 10)
            #expect(jobs.map(\.id) == jobs.map(\.id).sorted(by: >))
            #expect(try await store.jobs(in: world.project.id, limit: 3) == Array(jobs.prefix(3)))
        }
    }
}
