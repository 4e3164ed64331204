import LabelStore
import QuorumCore
import Testing

/// Settings that change while a project is in use, and what becomes of its tasks.
@Suite("Changed settings")
struct EditProjectStoreTests {
    private static let now = World.now

    /// The project with some settings replaced.
    private func changed(
        _ project: Project, policy: QuorumPolicy? = nil, labels: [String]? = nil, dispatch: DispatchPolicy? = nil
    ) -> Project {
        Project(
            id: project.id, name: project.name, kind: project.kind, guidelines: project.guidelines,
            labels: labels ?? project.labels, scale: project.scale, policy: policy ?? project.policy,
            chunking: project.chunking, dispatch: dispatch ?? project.dispatch, adjudication: project.adjudication,
            gold: project.gold, createdAt: project.createdAt)
    }

    private func edit(_ world: World, policy: String) async throws {
        let before = try await world.store.project(world.project.id)
        let policy = try QuorumPolicy(parsing: policy, match: .answer)
        _ = try await world.store.editProject(
            from: before, to: changed(before, policy: policy), detail: "", by: world.admin.id, at: Self.now)
    }

    private func tasks(of world: World) async throws -> [TaskDetail] {
        try await world.store.tasks(in: world.project.id, state: nil, after: nil, limit: 500)
    }

    /// A project with one task and these answers to it, each by another person.
    private func withAnswers(
        _ database: Database, policy: String, _ answers: [String], _ body: (World) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: policy, chunks: 1)
            for (person, answer) in zip(world.people, answers) { try await world.answer(person, answer) }
            try await body(world)
        }
    }

    @Test("Answers there are settle a task, or leave it to an expert", arguments: Database.available)
    func stricterAndLooser(database: Database) async throws {
        try await withAnswers(database, policy: "3/3", ["a", "a"]) { world in
            try await edit(world, policy: "2/3")
            let task = try #require(try await tasks(of: world).first)
            #expect(task.task.state == .settled)
            #expect(task.consensus?.label == "a" && task.consensus?.votes == 2)
            let actions = try await world.store.auditEvents(before: .max, limit: 2).map(\.action)
            #expect(actions == ["task.settled", "project.changed"])
        }
        try await withAnswers(database, policy: "3/5", ["a", "b", "c"]) { world in
            #expect(try await tasks(of: world).map(\.task.state) == [.open])
            try await edit(world, policy: "2/3")
            #expect(try await tasks(of: world).map(\.task.state) == [.contested])
            #expect(try await world.serve(world.people[3]) == nil)
        }
    }

    @Test("A contested task is asked again where more answers are allowed", arguments: Database.available)
    func reopened(database: Database) async throws {
        try await withAnswers(database, policy: "2/3", ["a", "b", "c"]) { world in
            #expect(try await tasks(of: world).map(\.task.state) == [.contested])
            try await edit(world, policy: "2/4")
            #expect(try await tasks(of: world).map(\.task.state) == [.open])
            #expect(try await world.answer(world.people[3], "a")?.taskState == .settled)
        }
    }

    @Test("What is settled stays as it was", arguments: Database.available)
    func settledStays(database: Database) async throws {
        try await withAnswers(database, policy: "1/1", ["a"]) { world in
            let before = try await tasks(of: world)
            try await edit(world, policy: "3/5")
            #expect(try await tasks(of: world) == before)
        }
    }

    @Test("What an expert decided, or asked for, stays", arguments: Database.available)
    func expertsStay(database: Database) async throws {
        try await withAnswers(database, policy: "2/2", ["a", "b"]) { world in
            _ = try await world.store.adjudicate(
                world.tasks[0].id, by: world.admin.id, ExpertAct(.moreVotes(1), errors: [], note: ""), at: Self.now)
            try await edit(world, policy: "2/4")
            // Four and the one the expert asked for.
            #expect(try await world.answer(world.people[2], "c")?.taskState == .open)
            #expect(try await world.answer(world.people[3], "d")?.taskState == .open)
            #expect(try await world.answer(world.people[4], "e")?.taskState == .contested)
            _ = try await world.store.adjudicate(
                world.tasks[0].id, by: world.admin.id, ExpertAct(.discard, errors: [], note: ""), at: Self.now)
            try await edit(world, policy: "1/7")
            #expect(try await tasks(of: world).map(\.task.state) == [.discarded])
        }
    }

    @Test("Whoever is at a task may still answer it", arguments: Database.available)
    func heldTasks(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "3/5", chunks: 1)
            var held: [AssignmentID] = []
            for person in world.people.prefix(3) {
                held.append(try #require(try await world.serve(person)).assignment.id)
            }
            try await edit(world, policy: "2/2")
            #expect(try await world.serve(world.people[3]) == nil)
            for (place, answer) in ["a", "b", "a"].enumerated() {
                let done = try await store.submit(
                    held[place], by: world.people[place].id, answer: answer, at: Self.now)
                #expect(done.taskState == (place == 2 ? .settled : .open))
            }
        }
    }

    @Test("Where the first answer in hand settles a task, the others hear so", arguments: Database.available)
    func heldAndSettled(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", chunks: 1)
            var held: [AssignmentID] = []
            for person in world.people.prefix(2) {
                held.append(try #require(try await world.serve(person)).assignment.id)
            }
            try await edit(world, policy: "1/1")
            let done = try await store.submit(held[0], by: world.people[0].id, answer: "a", at: Self.now)
            #expect(done.taskState == .settled)
            await expectRefusal(.taskClosed) {
                _ = try await store.submit(held[1], by: world.people[1].id, answer: "a", at: Self.now)
            }
            #expect(try await world.serve(world.people[1]) == nil)
        }
    }

    /// The outcome by counting, independent of the code that decides.
    private func outcome(_ answers: [String], agree: Int, most: Int) -> TaskState {
        let most = max(most, answers.count)
        let best = Dictionary(grouping: answers) { $0 }.values.map(\.count).max() ?? 0
        if best >= agree { return .settled }
        return best + most - answers.count >= agree ? .open : .contested
    }

    @Test("Every task that was not settled is as the new quorum has it", arguments: Database.available)
    func anyChange(database: Database) async throws {
        var random = SeededNumbers(seed: 11)
        for _ in 0..<6 {
            try await database.withStore { store in
                let world = try await World.make(in: store, policy: "3/4", chunks: 6)
                for _ in 0..<4 {
                    for person in world.people where Bool.random(using: &random) {
                        _ = try await world.answer(person, ["a", "b", "c"].randomElement(using: &random)!)
                    }
                    let before = try await tasks(of: world)
                    let most = Int.random(in: 1...7, using: &random)
                    let agree = Int.random(in: 1...most, using: &random)
                    try await edit(world, policy: "\(agree)/\(most)")
                    for (old, new) in zip(before, try await tasks(of: world)) {
                        let answers = old.annotations.map(\.answer)
                        let expected =
                            old.task.state == .settled ? .settled : outcome(answers, agree: agree, most: most)
                        #expect(new.task.state == expected, "\(answers) by \(agree)/\(most)")
                    }
                }
            }
        }
    }

    @Test("Only who knows the settings as they are changes them", arguments: Database.available)
    func stale(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            try await edit(world, policy: "1/2")
            await expectRefusal(.stale) {
                _ = try await store.editProject(
                    from: world.project, to: changed(world.project, labels: []), detail: "", by: world.admin.id,
                    at: Self.now)
            }
        }
    }

    @Test("What answers were stored by does not change under them", arguments: Database.available)
    func fixedSettings(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: "2/3", kind: .classification, labels: ["x", "y"], chunks: 2)
            func give(_ labels: [String]) async throws {
                let before = try await store.project(world.project.id)
                _ = try await store.editProject(
                    from: before, to: changed(before, labels: labels), detail: "", by: world.admin.id, at: Self.now)
            }
            try await give(["u", "v"])
            try await world.answer(world.people[0], "u")
            await expectRefusal(.invalid, mentioning: "\"labels\" cannot change") { try await give(["v", "u"]) }
            try await give(["u", "v", "w"])
            #expect(try await world.answer(world.people[1], "w") != nil)
            let before = try await store.project(world.project.id)
            let policy = try QuorumPolicy(agree: 2, max: 3, normalisation: [])
            await expectRefusal(.invalid, mentioning: "\"normalisation\" cannot change") {
                _ = try await store.editProject(
                    from: before, to: changed(before, policy: policy), detail: "", by: world.admin.id, at: Self.now)
            }
        }
    }

    @Test("Tasks nobody has begun follow a changed order", arguments: Database.available)
    func order(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", chunks: 12)
            let begun = try #require(try await world.serve(world.people[0]))
            let order = DispatchPolicy(order: .random, seed: 5)
            _ = try await store.editProject(
                from: world.project, to: changed(world.project, dispatch: order), detail: "", by: world.admin.id,
                at: Self.now)
            var expected = try await tasks(of: world).filter { $0.task.id != begun.task.id }
            expected.sort {
                order.position(source: $0.source.id.value, ordinal: $0.chunk.ordinal)
                    < order.position(source: $1.source.id.value, ordinal: $1.chunk.ordinal)
            }
            var served: [TaskID] = []
            while let next = try await world.serve(world.people[1]) {
                served.append(next.task.id)
                _ = try await store.submit(next.assignment.id, by: world.people[1].id, answer: "a", at: Self.now)
            }
            #expect(served == expected.map(\.task.id))
        }
    }

    @Test("People get their own uploads once they may", arguments: Database.available)
    func ownUploads(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: "2/2", chunks: 2, dispatch: DispatchPolicy(servesOwnUploads: false))
            try await world.answer(world.people[0], "a")
            #expect(try await world.serve(world.admin) == nil)
            let before = try await store.project(world.project.id)
            let open = try await store.editProject(
                from: before, to: changed(before, dispatch: .standard), detail: "", by: world.admin.id, at: Self.now)
            // The one that was begun comes first.
            #expect(try await world.answer(world.admin, "a")?.taskState == .settled)
            _ = try await store.editProject(
                from: open, to: before, detail: "", by: world.admin.id, at: Self.now)
            #expect(try await world.serve(world.admin) == nil)
            #expect(try await world.serve(world.people[1]) != nil)
        }
    }
}
