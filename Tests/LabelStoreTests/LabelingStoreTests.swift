import LabelStore
import QuorumCore
import Testing

@Suite("Serving and answering tasks")
struct LabelingStoreTests {
    @Test("Matching answers settle a task and the label keeps its votes", arguments: Database.available)
    func settles(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, chunks: 1)
            let answers = ["Hello world.", "hello world", "hullo world", "Hello, world"]
            for (person, answer) in zip(world.people, answers) {
                #expect(try await world.answer(person, answer)?.taskState == .open)
            }
            #expect(try await world.answer(world.people[4], "hello world")?.taskState == .settled)
            #expect(try await world.serve(world.people[5]) == nil)
            let detail = try await store.task(world.tasks[0].id)
            #expect(detail.task.state == .settled)
            #expect(detail.annotations.map(\.answer) == answers + ["hello world"])
            let consensus = try #require(detail.consensus)
            #expect(consensus.label == "hello world")
            #expect(consensus.key == "hello world")
            #expect(consensus.support == 4)
            #expect(consensus.votes == 5)
            let supporters = [0, 1, 3, 4].map { detail.annotations[$0].id }
            #expect(consensus.annotations == supporters)
        }
    }

    @Test("A task is contested when no answer can win any more", arguments: Database.available)
    func contested(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "3/4", chunks: 1)
            #expect(try await world.answer(world.people[0], "a")?.taskState == .open)
            #expect(try await world.answer(world.people[1], "b")?.taskState == .open)
            #expect(try await world.answer(world.people[2], "c")?.taskState == .contested)
            #expect(try await world.serve(world.people[3]) == nil)
            #expect(try await store.task(world.tasks[0].id).consensus == nil)
        }
    }

    @Test("Only so many are asked at once as could settle the task", arguments: Database.available)
    func slots(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/5", chunks: 1)
            let first = try #require(try await world.serve(world.people[0]))
            let second = try #require(try await world.serve(world.people[1]))
            #expect(try await world.serve(world.people[2]) == nil)
            _ = try await store.submit(first.assignment.id, by: world.people[0].id, answer: "a", at: World.now)
            #expect(try await world.serve(world.people[2]) == nil)
            _ = try await store.submit(second.assignment.id, by: world.people[1].id, answer: "b", at: World.now)
            #expect(try await world.serve(world.people[2]) != nil)
        }
    }

    @Test("Somebody who holds a task gets that one again, their lease extended", arguments: Database.available)
    func held(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            let first = try #require(try await world.serve(world.people[0]))
            let later = World.now.advanced(by: .seconds(30))
            let again = try #require(try await world.serve(world.people[0], at: later))
            #expect(again.task == first.task)
            #expect(again.assignment.id == first.assignment.id)
            #expect(again.assignment.expiresAt == later.advanced(by: World.lease))
        }
    }

    @Test("A slot whose lease ran out goes to somebody else", arguments: Database.available)
    func expiry(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 1)
            let late = try #require(try await world.serve(world.people[0]))
            #expect(try await world.serve(world.people[1]) == nil)
            let after = World.now.advanced(by: World.lease)
            let taken = try #require(try await world.serve(world.people[1], at: after))
            #expect(taken.task == late.task)
            await expectRefusal(.leaseExpired) {
                _ = try await store.submit(late.assignment.id, by: world.people[0].id, answer: "a", at: after)
            }
            _ = try await store.submit(taken.assignment.id, by: world.people[1].id, answer: "b", at: after)
            await expectRefusal(.taskClosed) {
                _ = try await store.submit(late.assignment.id, by: world.people[0].id, answer: "a", at: after)
            }
        }
    }

    @Test("A late answer counts while its slot is free", arguments: Database.available)
    func lateAnswer(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 1)
            let late = try #require(try await world.serve(world.people[0]))
            let after = World.now.advanced(by: .seconds(3600))
            #expect(
                try await store.submit(late.assignment.id, by: world.people[0].id, answer: "a", at: after).taskState
                    == .settled)
        }
    }

    @Test("A heartbeat keeps the slot", arguments: Database.available)
    func heartbeat(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 1)
            let served = try #require(try await world.serve(world.people[0]))
            let half = World.now.advanced(by: .seconds(50))
            let renewed = try await store.renew(
                served.assignment.id, by: world.people[0].id, lease: World.lease, at: half)
            #expect(renewed.expiresAt == half.advanced(by: World.lease))
            #expect(try await world.serve(world.people[1], at: World.now.advanced(by: .seconds(70))) == nil)
        }
    }

    @Test("A skipped task is not offered to that person again, but to others", arguments: Database.available)
    func skip(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 1)
            let served = try #require(try await world.serve(world.people[0]))
            try await store.skip(served.assignment.id, by: world.people[0].id, at: World.now)
            #expect(try await world.serve(world.people[0]) == nil)
            #expect(try await world.serve(world.people[1]) != nil)
        }
    }

    @Test("An answer sent twice is one answer", arguments: Database.available)
    func repeated(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, chunks: 1)
            let person = world.people[0]
            let served = try #require(try await world.serve(person))
            let first = try await store.submit(served.assignment.id, by: person.id, answer: "a", at: World.now)
            let second = try await store.submit(served.assignment.id, by: person.id, answer: "a", at: World.now)
            #expect(first == second)
            await expectRefusal(.conflict) {
                _ = try await store.submit(served.assignment.id, by: person.id, answer: "b", at: World.now)
            }
            #expect(try await store.task(served.task.id).annotations.count == 1)
        }
    }

    @Test("Another's assignment cannot be answered, renewed or skipped", arguments: Database.available)
    func foreign(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            let served = try #require(try await world.serve(world.people[0]))
            let (id, other) = (served.assignment.id, world.people[1].id)
            await expectRefusal(.forbidden) {
                _ = try await store.submit(id, by: other, answer: "a", at: World.now)
            }
            await expectRefusal(.forbidden) { try await store.skip(id, by: other, at: World.now) }
            await expectRefusal(.forbidden) {
                _ = try await store.renew(id, by: other, lease: World.lease, at: World.now)
            }
            #expect(try await store.wasGiven(served.task.id, to: world.people[0].id))
            #expect(try await !store.wasGiven(served.task.id, to: other))
            try await world.answer(world.people[1], "a")
            #expect(try await store.annotationCount(in: world.project.id, by: other) == 1)
            #expect(try await store.annotationCount(in: world.project.id, by: world.people[0].id) == 0)
        }
    }

    @Test("An answer nobody can see is refused and takes no slot", arguments: Database.available)
    func invisibleAnswer(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 1)
            let served = try #require(try await world.serve(world.people[0]))
            await expectRefusal(.invalid) {
                _ = try await store.submit(
                    served.assignment.id, by: world.people[0].id, answer: "\u{200B}", at: World.now)
            }
            #expect(try await world.answer(world.people[0], "seen")?.taskState == .settled)
        }
    }

    @Test("A label must be one of the project's", arguments: Database.available)
    func unknownLabel(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: "1/1", kind: .classification, labels: ["cat", "dog"], chunks: 1)
            let served = try #require(try await world.serve(world.people[0]))
            await expectRefusal(.invalid, mentioning: "cat, dog") {
                _ = try await store.submit(
                    served.assignment.id, by: world.people[0].id, answer: "cow", at: World.now)
            }
            #expect(try await world.answer(world.people[0], "dog")?.taskState == .settled)
        }
    }

    @Test("A label in other code points is the project's own", arguments: Database.available)
    func equivalentLabel(database: Database) async throws {
        try await database.withStore { store in
            let labels = ["caf\u{E9}", "bar"]
            let world = try await World.make(
                in: store, policy: "2/2", kind: .classification, labels: labels, chunks: 1)
            try await world.answer(world.people[0], "cafe\u{301}")
            #expect(try await world.answer(world.people[1], labels[0])?.taskState == .settled)
            let answers = try await store.task(world.tasks[0].id).annotations.map(\.answer)
            #expect(answers.allSatisfy { $0.utf8.elementsEqual(labels[0].utf8) })
            let progress = try await store.progress(of: world.project.id)
            #expect(progress.annotators.map(\.agreedWithConsensus) == [1, 1])
        }
    }
}
