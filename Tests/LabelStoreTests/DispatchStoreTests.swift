import LabelStore
import QuorumCore
import Testing

@Suite("Which task comes next")
struct DispatchStoreTests {
    @Test("What somebody began comes before what nobody has", arguments: Database.available)
    func begunFirst(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", chunks: 4)
            try await world.answer(world.people[0], "a")
            try await world.answer(world.people[0], "a")
            let served = try #require(try await world.serve(world.people[1]))
            #expect(served.task.id == world.tasks[0].id)
            #expect(try await world.serve(world.people[0])?.task.id == world.tasks[2].id)
        }
    }

    @Test("A task given back is offered after those that waited longer", arguments: Database.available)
    func givenBack(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/2", chunks: 2)
            let first = try #require(try await world.serve(world.people[0]))
            try await world.answer(world.people[1], "a")
            try await world.answer(world.people[1], "a")
            try await store.skip(first.assignment.id, by: world.people[0].id, at: World.now)
            #expect(try await world.serve(world.people[2])?.task.id == world.tasks[1].id)
        }
    }

    @Test("Somebody who looks ahead holds two tasks and loses neither", arguments: Database.available)
    func ahead(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 3)
            let person = world.people[0]
            let both = try await world.serveAhead(person)
            #expect(both.map(\.task.id) == [world.tasks[0].id, world.tasks[1].id])
            let later = World.now.advanced(by: .seconds(50))
            _ = try await store.renew(both[0].assignment.id, by: person.id, lease: World.lease, at: later)
            let after = World.now.advanced(by: .seconds(70))
            #expect(try await world.serve(world.people[1], at: after)?.task.id == world.tasks[2].id)
            let submission = try await store.submit(
                both[0].assignment.id, by: person.id, answer: "a",
                serving: Serving(lease: World.lease, isAhead: true), at: after)
            #expect(submission.served.map(\.task.id) == [world.tasks[1].id])
            #expect(try await world.serveAhead(person, at: after).map(\.task.id) == [world.tasks[1].id])
        }
    }

    @Test("An answer brings the next task in the same call, also when it is sent again", arguments: Database.available)
    func answerAndNext(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 2)
            let person = world.people[0]
            let first = try #require(try await world.serve(person))
            for _ in 0..<2 {
                let submission = try await store.submit(
                    first.assignment.id, by: person.id, answer: "a", serving: Serving(lease: World.lease),
                    at: World.now)
                #expect(submission.served.map(\.task.id) == [world.tasks[1].id])
            }
        }
    }

    @Test("A random order is the same for everybody and follows from the seed", arguments: Database.available)
    func randomOrder(database: Database) async throws {
        var orders: [[Int]] = []
        for seed: UInt64 in [1, 1, 2] {
            try await database.withStore { store in
                let world = try await World.make(
                    in: store, policy: "1/1", chunks: 12, dispatch: DispatchPolicy(order: .random, seed: seed))
                var order: [Int] = []
                while let served = try await world.serve(world.people[order.count % 3]) {
                    order.append(served.chunk.ordinal)
                    _ = try await store.submit(
                        served.assignment.id, by: served.assignment.annotator, answer: "a", at: World.now)
                }
                orders.append(order)
            }
        }
        #expect(orders[0].sorted() == Array(0..<12))
        #expect(orders[0] == orders[1])
        #expect(orders[0] != orders[2])
        #expect(orders[0] != Array(0..<12))
    }

    @Test("Nobody gets what they uploaded where the project says so", arguments: Database.available)
    func ownUploads(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: "2/2", chunks: 2, dispatch: DispatchPolicy(servesOwnUploads: false))
            #expect(try await world.serve(world.admin) == nil)
            let other = try await store.createUser(
                name: "Grace", passwordHash: "hash", role: .admin, by: world.admin.id, at: World.now)
            let theirs = try await World.addSource(7, chunks: 1, to: world.project, in: store, by: other)
            #expect(try await world.serve(world.admin)?.task.id == theirs[0].id)
            #expect(try await world.serve(other)?.task.id == world.tasks[0].id)
            // Begun by another, it is still the uploader's.
            try await world.answer(world.people[0], "a")
            #expect(try await world.answer(world.admin, "a")?.taskState != nil)
            #expect(try await world.serve(world.admin) == nil)
        }
    }

    @Test("People who have answered very many tasks still find every one that is left", arguments: Database.available)
    func longHistory(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", people: 3, chunks: 270)
            let (busy, other) = (world.people[0], world.people[1])
            var served = try await world.serve(busy)
            var count = 0
            while let task = served {
                count += 1
                served = try await store.submit(
                    task.assignment.id, by: busy.id, answer: "a", serving: Serving(lease: World.lease), at: World.now
                ).served.first
            }
            #expect(count == 270)
            #expect(try await world.serve(busy) == nil)
            // An answer that differs gives a task one more slot, for neither of the two.
            for _ in 0..<3 { try await world.answer(other, "b") }
            #expect(try await world.serve(busy) == nil)
            let last = try await World.addSource(1, chunks: 1, to: world.project, in: store, by: world.admin)
            #expect(try await world.serve(busy)?.task.id == last[0].id)
        }
    }
}
