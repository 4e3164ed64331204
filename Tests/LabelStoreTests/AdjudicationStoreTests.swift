import LabelStore
import QuorumCore
import Testing

@Suite("Experts settle contested tasks")
struct AdjudicationStoreTests {
    /// A project whose first task is contested by answers a, b and c.
    private func contested(in store: LabelStore, experts: Int = 1) async throws -> World {
        let world = try await World.make(
            in: store, policy: "3/4", chunks: 1,
            adjudication: AdjudicationPolicy(experts: experts, errorKinds: ["word misheard", "spelling"]))
        for (person, answer) in zip(world.people, ["Hello world", "hullo world", "yellow whirl"]) {
            try await world.answer(person, answer)
        }
        #expect(try await store.task(world.tasks[0].id).task.state == .contested)
        return world
    }

    private func queue(_ world: World, _ expert: User) async throws -> [ContestedTask] {
        try await world.store.contestedTasks(in: world.project.id, for: expert.id, after: nil, limit: 10)
    }

    private func act(
        _ world: World, _ verdict: ExpertAct.Verdict, by expert: User? = nil, errors: [String] = []
    ) async throws -> AdjudicationOutcome {
        try await world.store.adjudicate(
            world.tasks[0].id, by: (expert ?? world.admin).id, ExpertAct(verdict, errors: errors, note: "heard twice"),
            at: World.now)
    }

    @Test("A chosen answer becomes the label, with the answers that match it", arguments: Database.available)
    func choose(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store)
            let answers = try await queue(world, world.admin)[0].detail.annotations
            #expect(answers.map(\.answer) == ["Hello world", "hullo world", "yellow whirl"])
            let outcome = try await act(world, .choose(answers[0].id), errors: ["word misheard"])
            #expect(outcome.taskState == .settled)
            #expect(outcome.adjudication.errors == ["word misheard"])
            #expect(outcome.adjudication.note == "heard twice")
            let consensus = try #require(try await store.task(world.tasks[0].id).consensus)
            #expect(consensus.label == "Hello world")
            #expect(consensus.method == ConsensusLabel.adjudicated)
            #expect(consensus.support == 1)
            #expect(consensus.votes == 3)
            #expect(try await queue(world, world.admin).isEmpty)
            #expect(try await store.contestedCount(in: world.project.id) == 0)
            await expectRefusal(.taskClosed) { _ = try await act(world, .discard) }
        }
    }

    @Test("A label that nobody answered goes into the next version with its decision", arguments: Database.available)
    func write(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store)
            let decision = try await act(world, .write("Mellow word")).adjudication
            let version = try await world.freeze(ratios: SplitRatios(train: 1, validation: 0, test: 0))
            let example = try #require(try await store.examples(of: version.id, after: -1, limit: 9).first)
            #expect(example.label.label == "Mellow word")
            #expect(example.label.method == ConsensusLabel.adjudicated)
            #expect(example.label.support == 0)
            #expect(
                try await store.adjudications(of: version.id, tasks: [world.tasks[0].id]).map(\.id) == [decision.id])
            // The version keeps what it holds when the decision is taken back.
            _ = try await store.undoAdjudication(decision.id, by: world.admin.id, at: World.now)
            #expect(try await store.examples(of: version.id, after: -1, limit: 9).first == example)
            #expect(try await store.task(world.tasks[0].id).task.state == .contested)
            await expectRefusal(.conflict) { _ = try await world.freeze(seed: 9) }
        }
    }

    @Test("Where two experts are asked for, both must say the same, each unseen", arguments: Database.available)
    func twoExperts(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store, experts: 2)
            let other = try await store.createUser(
                name: "Grace", passwordHash: "hash", role: .admin, by: world.admin.id, at: World.now)
            let first = try await act(world, .write("Hello, world!"))
            #expect(first.taskState == .contested)
            #expect(try await queue(world, world.admin).isEmpty)
            let seen = try #require(try await queue(world, other).first)
            #expect(seen.opinions == 1)
            #expect(seen.acts.isEmpty)
            await expectRefusal(.conflict, mentioning: "already") { _ = try await act(world, .discard) }
            #expect(try await act(world, .write("yellow whirl"), by: other).taskState == .contested)
            let theirs = try await store.adjudications(in: world.project.id, by: other.id, limit: 9)
            _ = try await store.undoAdjudication(theirs[0].id, by: other.id, at: World.now)
            #expect(try await act(world, .write("hello world"), by: other).taskState == .settled)
            let version = try await world.freeze()
            #expect(try await store.adjudications(of: version.id, tasks: [world.tasks[0].id]).count == 2)
        }
    }

    @Test("A task sent back gets more answers, no more than asked for", arguments: Database.available)
    func moreVotes(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store)
            await expectRefusal(.invalid, mentioning: "0 more") { _ = try await act(world, .moreVotes(0)) }
            let outcome = try await act(world, .moreVotes(nil))
            #expect(outcome.taskState == .open)
            #expect(outcome.adjudication.votes == 1)
            try await world.answer(world.people[3], "hello world")
            #expect(try await world.answer(world.people[4], "hello world")?.taskState == .settled)
            await expectRefusal(.conflict, mentioning: "More people") {
                _ = try await store.undoAdjudication(outcome.adjudication.id, by: world.admin.id, at: World.now)
            }
        }
    }

    @Test("Where words are put to the vote, more are asked for the worst word", arguments: Database.available)
    func moreVotesForWords(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "3/4", match: .word, chunks: 1)
            for (person, answer) in zip(world.people, ["a lay b", "a may b", "a say b"]) {
                try await world.answer(person, answer)
            }
            await expectRefusal(.invalid, mentioning: "at least 1") { _ = try await act(world, .moreVotes(0)) }
            let outcome = try await act(world, .moreVotes(nil))
            #expect(outcome.taskState == .open && outcome.adjudication.votes == 1)
            try await world.answer(world.people[3], "a may bee")
            let last = try await world.answer(world.people[4], "hay may b")
            #expect(last?.taskState == .settled)
            #expect(try await store.task(world.tasks[0].id).consensus?.label == "a may b")
        }
    }

    @Test("Asking for more can be undone while nobody was asked", arguments: Database.available)
    func undoMoreVotes(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store)
            let outcome = try await act(world, .moreVotes(2))
            #expect(outcome.taskState == .open)
            let undone = try await store.undoAdjudication(
                outcome.adjudication.id, by: world.admin.id, at: World.now)
            #expect(undone.taskState == .contested)
            #expect(try await world.serve(world.people[4]) == nil)
            #expect(try await queue(world, world.admin)[0].acts.map(\.action) == [.moreVotes])
            await expectRefusal(.conflict, mentioning: "already") {
                _ = try await store.undoAdjudication(outcome.adjudication.id, by: world.admin.id, at: World.now)
            }
        }
    }

    @Test("A discarded task is left out, listed, and comes back when that is undone", arguments: Database.available)
    func discard(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store)
            let outcome = try await act(world, .discard)
            #expect(outcome.taskState == .discarded)
            let listed = try await store.tasks(in: world.project.id, state: .discarded, after: nil, limit: 9)
            #expect(listed.map(\.task.id) == [world.tasks[0].id])
            #expect(try await store.tasks(in: world.project.id, state: .contested, after: nil, limit: 9).isEmpty)
            #expect(try await store.progress(of: world.project.id).tasks == [.discarded: 1])
            await expectRefusal(.conflict) { _ = try await world.freeze() }
            _ = try await store.undoAdjudication(outcome.adjudication.id, by: world.admin.id, at: World.now)
            #expect(try await queue(world, world.admin).count == 1)
            let events = try await store.auditEvents(after: 0, limit: 100)
            #expect(events.map(\.action).suffix(3) == ["task.adjudicated", "task.discarded", "adjudication.undone"])
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Whoever still holds a task that experts settle is asked no more", arguments: Database.available)
    func lateHolder(database: Database) async throws {
        try await database.withStore { store in
            // Of 3/3 three slots are out at once: a, b and one that is still held when the task turns out contested.
            let world = try await World.make(in: store, policy: "3/3", chunks: 1)
            let held = [
                try #require(try await world.serve(world.people[0])),
                try #require(try await world.serve(world.people[1])),
                try #require(try await world.serve(world.people[2])),
            ]
            for (person, answer) in [(0, "a"), (1, "b")] {
                _ = try await store.submit(
                    held[person].assignment.id, by: world.people[person].id, answer: answer, at: World.now)
            }
            #expect(try await act(world, .write("b")).taskState == .settled)
            await expectRefusal(.taskClosed) {
                _ = try await store.submit(
                    held[2].assignment.id, by: world.people[2].id, answer: "b", at: World.now)
            }
        }
    }

    @Test("What an expert cannot say is refused and leaves nothing behind", arguments: Database.available)
    func refusals(database: Database) async throws {
        try await database.withStore { store in
            let world = try await contested(in: store)
            await expectRefusal(.invalid, mentioning: "word misheard, spelling") {
                _ = try await act(world, .discard, errors: ["typo"])
            }
            await expectRefusal(.invalid, mentioning: "not one of this task's") {
                _ = try await act(world, .choose(AnnotationID(999)))
            }
            await expectRefusal(.invalid) { _ = try await act(world, .write("\u{200B}")) }
            await expectRefusal(.notFound) {
                _ = try await store.adjudicate(
                    TaskID(999), by: world.admin.id, ExpertAct(.discard), at: World.now)
            }
            #expect(try await store.adjudications(in: world.project.id, by: world.admin.id, limit: 9).isEmpty)
            #expect(try await queue(world, world.admin).count == 1)
        }
    }
}
