import LabelStore
import QuorumCore
import Testing

/// Tasks whose right answer is known, and what becomes of people who get them wrong.
@Suite("Gold")
struct GoldStoreTests {
    private static let file = ImportFile(name: "gold.csv", sha256: String(repeating: "b", count: 64), bytes: 1)

    /// - Parameters:
    ///   - gold: items with the right answer `x`.
    ///   - items: others, after those.
    private func withGold(
        _ database: Database, gold: Int, items: Int, policy: String = "2/3", _ rules: GoldPolicy,
        _ body: (World) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: policy, kind: .classification, labels: ["x", "y"], people: 4, sources: 0,
                gold: rules)
            for person in world.people {
                _ = try await store.addMember(
                    named: person.name, to: world.project.id, as: .annotator, by: world.admin.id, at: World.now)
            }
            let rows = (0..<gold + items).map { row in
                ImportedItem(
                    row: row, reference: .item("\(row)"),
                    content: ImportedContent(text: "Text \(row)", group: "\(row)"), gold: row < gold ? "x" : nil)
            }
            #expect(try await add(rows, to: world).gold == gold)
            try await body(world)
        }
    }

    private func add(_ rows: [ImportedItem], to world: World) async throws -> ImportCounts {
        try await world.store.add(rows, from: Self.file, to: world.project.id, by: nil, at: World.now)
    }

    private func tasks(of world: World) async throws -> [TaskDetail] {
        try await world.store.tasks(in: world.project.id, state: nil, after: nil, limit: 500)
    }

    private func pause(
        _ person: User, in world: World, governed: [ProjectRole] = ProjectRole.owner.governs
    ) async throws {
        try await world.store.pause(
            person.id, in: world.project.id, governed: governed, by: world.admin.id, at: World.now)
    }

    private func isGold(_ served: ServedTask, of gold: Int) -> Bool { served.chunk.ordinal < gold }

    @Test("It is served among the others, each once, at about its rate", arguments: Database.available)
    func rate(database: Database) async throws {
        try await withGold(database, gold: 100, items: 300, policy: "1/1", GoldPolicy(rate: 0.2)) { world in
            var seen: [TaskID] = []
            var gold = 0
            for _ in 0..<200 {
                let served = try #require(try await world.serve(world.people[0]))
                seen.append(served.task.id)
                if isGold(served, of: 100) { gold += 1 }
                let done = try await world.store.submit(
                    served.assignment.id, by: world.people[0].id, answer: "x", at: World.now)
                #expect(done.feedback == nil)
                #expect(!isGold(served, of: 100) || done.taskState == .open)
            }
            #expect(Set(seen).count == 200)
            // Which of the 200 are gold follows from the world's secret; 40 is the mean and 5.7 the standard deviation.
            #expect(gold == 30)
            let answers = try await world.judgedAnswers()
            #expect(answers.count { $0.isRight == true } == gold)
        }
    }

    @Test(
        "What becomes gold behind the last gold task of somebody is served to them too", arguments: Database.available)
    func becomesGold(database: Database) async throws {
        try await withGold(database, gold: 0, items: 2, policy: "1/1", GoldPolicy(rate: 1)) { world in
            func gold(_ number: Int) -> ImportedItem {
                ImportedItem(
                    row: 0, reference: .item("\(number)"),
                    content: ImportedContent(text: "Text \(number)", group: "\(number)"), gold: "x")
            }
            for number in [1, 0] {
                #expect(try await add([gold(number)], to: world).gold == 1)
                let served = try #require(try await world.serve(world.people[0]))
                #expect(served.chunk.ordinal == number)
                _ = try await world.store.submit(
                    served.assignment.id, by: world.people[0].id, answer: "x", at: World.now)
            }
        }
    }

    @Test("It is in no version unless asked for, and no progress", arguments: Database.available)
    func versions(database: Database) async throws {
        try await withGold(database, gold: 3, items: 4, policy: "1/1", GoldPolicy(rate: 0.5)) { world in
            try await world.settleAll(with: "x")
            let version = try await world.freeze()
            #expect(version.exampleCount == 4)
            #expect(try await world.store.progress(of: world.project.id).tasks == [.settled: 4])
            let whole = try await world.store.freeze(
                project: world.project.id, ratios: .standard, seed: 1, includingGold: true, by: world.admin.id,
                at: World.now)
            #expect(whole.exampleCount == 7)
            let methods = try await world.store.examples(of: whole.id, after: -1, limit: 10).map(\.label.method)
            #expect(methods.count { $0 == "gold" } == 3)
        }
    }

    @Test("People are told what would have been right where the project says so", arguments: Database.available)
    func feedback(database: Database) async throws {
        try await withGold(database, gold: 2, items: 0, GoldPolicy(rate: 1, givesFeedback: true)) { world in
            for (answer, isRight) in [("x", true), ("y", false)] {
                let served = try #require(try await world.serve(world.people[0]))
                let done = try await world.store.submit(
                    served.assignment.id, by: world.people[0].id, answer: answer, at: World.now)
                #expect(done.feedback?.isRight == isRight)
                #expect(done.feedback?.answer == "x")
            }
        }
    }

    @Test("Whoever gets too much wrong is paused, and what they said is asked of others", arguments: Database.available)
    func pause(database: Database) async throws {
        let rules = GoldPolicy(rate: 0.5, leastAccuracy: 0.6, fewestAnswers: 15)
        try await withGold(database, gold: 20, items: 60, rules) { world in
            let (bad, good) = (world.people[0], world.people[1])
            var paused = false
            while !paused {
                do {
                    guard try await world.answer(bad, "y") != nil else { break }
                } catch let error as StoreError {
                    #expect(error.code == .forbidden)
                    paused = true
                }
            }
            #expect(paused)
            #expect(try await world.store.pauses(in: world.project.id).map(\.annotator) == [bad.id])
            let before = try await tasks(of: world)
            let aside = before.filter { $0.chunk.ordinal >= 20 && !$0.annotations.isEmpty }
            #expect(!aside.isEmpty)
            #expect(aside.allSatisfy { $0.annotations.allSatisfy(\.isSetAside) })
            #expect(before.flatMap(\.annotations).count { !$0.isSetAside } == 15)
            // Two others settle each task, as if the paused had said nothing.
            while try await world.answer(good, "x") != nil {}
            while try await world.answer(world.people[2], "x") != nil {}
            for task in try await tasks(of: world) where task.chunk.ordinal >= 20 {
                #expect(task.consensus?.votes == 2)
                #expect(task.consensus?.label == "x")
            }
            #expect(try await world.store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Let go on, their answers count again where one is wanted", arguments: Database.available)
    func lift(database: Database) async throws {
        try await withGold(database, gold: 0, items: 3, GoldPolicy.none) { world in
            let person = world.people[0]
            for _ in 0..<3 { _ = try await world.answer(person, "y") }
            try await pause(person, in: world)
            await expectRefusal(.conflict) {
                try await pause(person, in: world)
            }
            // One is settled meanwhile by others.
            for other in world.people[1...2] { _ = try await world.answer(other, "x") }
            var tasks = try await tasks(of: world)
            #expect(tasks.count { $0.task.state == .settled } == 1)
            try await world.store.lift(
                pauseOf: person.id, in: world.project.id, governed: ProjectRole.owner.governs,
                by: world.admin.id, at: World.now)
            tasks = try await self.tasks(of: world)
            let own = tasks.map { task in task.annotations.first { $0.annotator == person.id }?.isSetAside }
            #expect(own.count { $0 == true } == 1)
            #expect(own.count { $0 == false } == 2)
            // The others need one more vote alike.
            while try await world.answer(world.people[3], "y") != nil {}
            #expect(try await self.tasks(of: world).count { $0.consensus?.label == "y" } == 2)
            await expectRefusal(.notFound) {
                try await world.store.lift(
                    pauseOf: person.id, in: world.project.id, governed: ProjectRole.owner.governs,
                    by: world.admin.id, at: World.now)
            }
        }
    }

    @Test(
        "What was answered before it became gold is judged, and a corrected answer judges anew",
        arguments: Database.available)
    func becomingGold(database: Database) async throws {
        try await withGold(database, gold: 0, items: 1, GoldPolicy(rate: 1)) { world in
            let answered = try #require(try await world.answer(world.people[0], "y"))
            let held = try #require(try await world.serve(world.people[1]))
            func gold(_ answer: String) -> ImportedItem {
                ImportedItem(row: 0, reference: .task(answered.annotation.task), content: nil, gold: answer)
            }
            #expect(try await add([gold("x")], to: world).gold == 1)
            #expect(try await add([gold("x")], to: world).goldPresent == 1)
            func judged() async throws -> [Bool?] {
                try await world.judgedAnswers().sorted { $0.id < $1.id }.map(\.isRight)
            }
            #expect(try await judged() == [false])
            // Whoever held it answers it as gold.
            _ = try await world.store.submit(
                held.assignment.id, by: world.people[1].id, answer: "x", at: World.now)
            #expect(try await judged() == [false, true])
            #expect(try await add([gold("y")], to: world).gold == 1)
            #expect(try await judged() == [true, false])
        }
    }

    @Test("Each person has it in an order of their own", arguments: Database.available)
    func order(database: Database) async throws {
        try await withGold(database, gold: 30, items: 0, GoldPolicy(rate: 1)) { world in
            var orders: [[TaskID]] = []
            for person in world.people[..<2] {
                var order: [TaskID] = []
                while let done = try await world.answer(person, "x") { order.append(done.annotation.task) }
                #expect(Set(order).count == 30)
                #expect(order != order.sorted())
                orders.append(order)
            }
            #expect(orders[0] != orders[1])
        }
    }

    @Test("Who brought it is not asked, where people have no tasks of their own uploads", arguments: Database.available)
    func ownUploads(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: "1/1", kind: .classification, labels: ["x", "y"], people: 2, sources: 0,
                dispatch: DispatchPolicy(servesOwnUploads: false), gold: GoldPolicy(rate: 1))
            let row = ImportedItem(
                row: 0, reference: .item("a"), content: ImportedContent(text: "Text", group: "a"), gold: "x")
            _ = try await store.add([row], from: Self.file, to: world.project.id, by: world.people[0].id, at: World.now)
            #expect(try await world.serve(world.people[0]) == nil)
            #expect(try await world.serve(world.people[1]) != nil)
        }
    }

    @Test("A sign of life does not bring the task of a paused person back", arguments: Database.available)
    func heartbeat(database: Database) async throws {
        try await withGold(database, gold: 0, items: 1, policy: "1/1", .none) { world in
            let person = world.people[0]
            let held = try #require(try await world.serve(person))
            try await pause(person, in: world)
            await expectRefusal(.forbidden) {
                _ = try await world.store.renew(
                    held.assignment.id, by: person.id, lease: World.lease, at: World.now)
            }
            #expect(try await world.serve(world.people[1])?.task.id == held.task.id)
        }
    }

    @Test(
        "Who may not change a role may not pause it; who answered and is no member can be paused",
        arguments: Database.available)
    func governed(database: Database) async throws {
        try await withGold(database, gold: 0, items: 1, policy: "2/3", .none) { world in
            await expectRefusal(.forbidden) {
                try await pause(world.people[0], in: world, governed: [.viewer])
            }
            let row = ImportedItem(
                row: 0, reference: .item("0"), content: nil,
                annotations: [PastAnnotation(annotator: "elsewhere", answer: "x")])
            #expect(try await add([row], to: world).people == 1)
            let stranger = try #require(try await world.store.users().first { $0.name == "elsewhere" })
            try await pause(stranger, in: world)
            #expect(try await tasks(of: world)[0].annotations.map(\.isSetAside) == [true])
            // More of their answers are not taken meanwhile.
            await expectRefusal(.conflict) { _ = try await add([row], to: world) }
        }
    }

    @Test("Progress counts no gold and nothing set aside as agreeing", arguments: Database.available)
    func progress(database: Database) async throws {
        try await withGold(database, gold: 2, items: 2, policy: "1/1", GoldPolicy(rate: 1)) { world in
            while try await world.answer(world.people[0], "x") != nil {}
            let one = try #require(try await world.store.progress(of: world.project.id).annotators.first)
            #expect((one.annotations, one.settledAnnotations, one.agreedWithConsensus) == (4, 2, 2))
        }
    }

    @Test("A past answer of who holds the gold task is taken", arguments: Database.available)
    func importedWhileHeld(database: Database) async throws {
        try await withGold(database, gold: 1, items: 0, GoldPolicy(rate: 1)) { world in
            let held = try #require(try await world.serve(world.people[0]))
            let row = ImportedItem(
                row: 0, reference: .task(held.task.id), content: nil,
                annotations: [PastAnnotation(annotator: world.people[0].name, answer: "y")])
            #expect(try await add([row], to: world).annotations == 1)
        }
    }
}
