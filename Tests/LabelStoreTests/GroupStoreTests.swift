import LabelStore
import QuorumCore
import Testing

@Suite("Experts settle groups of tasks that look alike")
struct GroupStoreTests {
    /// See `GroupWorld.make`.
    private func world(
        _ database: Database, experts: Int = 1, tasks: Int = 4, _ body: (GroupWorld) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            try await body(GroupWorld.make(in: store, experts: experts, tasks: tasks))
        }
    }

    @Test("A group is found, confirmed and settled in one act, and goes into a version", arguments: Database.available)
    func settle(database: Database) async throws {
        try await world(database) { world in
            let group = try await world.propose([world.tasks])[0]
            await expectRefusal(.conflict, mentioning: "Nobody has confirmed") {
                _ = try await world.act(group, .settle("x", errors: []))
            }
            #expect(try await world.details().allSatisfy { $0.consensus == nil }, "nothing is labeled unconfirmed")
            #expect(try await world.act(group, .confirm).group.state == .confirmed)
            let settled = try await world.act(group, .settle("x", errors: ["wrong label"]))
            #expect(settled.group.state == .settled && settled.act.taskCount == 4)
            let details = try await world.details()
            #expect(details.allSatisfy { $0.task.state == .settled && $0.consensus?.label == "x" })
            #expect(details.map { $0.consensus?.method } == Array(repeating: ConsensusLabel.adjudicated, count: 4))
            #expect(details.map { $0.consensus?.support } == [1, 1, 0, 0])
            #expect(try await world.world.serve(world.world.people[2]) == nil, "nobody is asked any more")

            let version = try await world.world.freeze()
            let decisions = try await world.store.adjudications(of: version.id, tasks: world.tasks)
            #expect(decisions.map(\.groupAct) == Array(repeating: settled.act.id, count: 4))
            #expect(decisions[0].errors == ["wrong label"] && decisions[0].note == "alike")
            await expectRefusal(.conflict, mentioning: "undo") { _ = try await world.act(group, .dissolve) }
            await expectRefusal(.conflict, mentioning: "act \(settled.act.id)") {
                _ = try await world.store.undoAdjudication(decisions[0].id, by: world.expert, at: World.now)
            }
            try await world.undo(settled.act.id)
            #expect(try await world.details().map(\.task.state) == [.contested, .open, .open, .open])
            #expect(try await world.store.adjudications(of: version.id, tasks: world.tasks).count == 4)
            await expectRefusal(.conflict, mentioning: "already") { try await world.undo(settled.act.id) }
            #expect(try await world.store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("What an expert gave a group goes when its tasks are erased", arguments: Database.available)
    func erased(database: Database) async throws {
        try await world(database) { world in
            let project = world.world.project.id
            let group = try await world.propose([world.tasks])[0]
            _ = try await world.act(group, .confirm)
            _ = try await world.act(group, .settle("x", errors: ["wrong label"]))
            let source = try #require(try await world.store.sources(in: project).first)
            let erasure = try await world.store.erase(.source(source.id), in: project, by: world.expert, at: World.now)
            #expect(erasure.chunks == 4)
            #expect(try await world.details().isEmpty)
            let acts = try await world.store.groupActs(in: project, limit: 10)
            #expect(acts.map(\.label) == ["", nil])
            #expect(acts.map(\.taskCount) == [0, 0])
        }
    }

    @Test("Tasks are asked about again, once each, when a label is taken back", arguments: Database.available)
    func askAgain(database: Database) async throws {
        try await world(database) { world in
            let group = try await world.propose([world.tasks])[0]
            _ = try await world.act(group, .confirm)
            let settled = try await world.act(group, .settle("y", errors: []))
            try await world.undo(settled.act.id)
            for person in world.world.people {
                var seen: Set<TaskID> = []
                while let served = try await world.world.serve(person) {
                    #expect(seen.insert(served.task.id).inserted)
                    _ = try await world.store.submit(
                        served.assignment.id, by: person.id, answer: "y", at: World.now)
                }
            }
            #expect(try await world.details().map(\.task.state) == [.contested, .contested, .settled, .settled])
            #expect(try await world.details()[2].consensus?.method == "quorum")
        }
    }

    @Test("Tasks are removed, split off, merged and let go", arguments: Database.available)
    func membership(database: Database) async throws {
        try await world(database) { world in
            let tasks = world.tasks
            let group = try await world.propose([tasks])[0]
            _ = try await world.act(group, .confirm)
            #expect(try await world.act(group, .remove([tasks[0]])).group.taskCount == 3)
            let split = try await world.act(group, .split([tasks[1]]))
            let made = try #require(split.made)
            #expect(try await world.members(made) == [tasks[1]])
            #expect(try await world.groups() == [group: .confirmed, made: .proposed])
            let merged = try await world.act(group, .merge([made]))
            #expect(merged.group.state == .proposed, "what nobody has confirmed must be confirmed anew")
            #expect(try await world.groups() == [group: .proposed])
            #expect(try await world.members(group) == Array(tasks[1...]))
            await expectRefusal(.conflict, mentioning: "came after") { try await world.undo(split.act.id) }
            try await world.undo(merged.act.id)
            #expect(try await world.groups() == [group: .confirmed, made: .proposed])
            try await world.undo(split.act.id)
            #expect(try await world.groups() == [group: .confirmed])
            _ = try await world.act(group, .dissolve)
            #expect(try await world.groups().isEmpty)
            let found = try await world.store.groupCandidates(in: world.world.project.id, by: .text, limit: 9)
            #expect(found.map(\.task) == tasks)
        }
    }

    @Test("Acts that make no sense are refused with a reason", arguments: Database.available)
    func refusals(database: Database) async throws {
        try await world(database) { world in
            let groups = try await world.propose([Array(world.tasks[..<2]), Array(world.tasks[2...])])
            let (group, other) = (groups[0], groups[1])
            await expectRefusal(.invalid, mentioning: "whole group") {
                _ = try await world.act(group, .remove(Array(world.tasks[..<2])))
            }
            await expectRefusal(.invalid, mentioning: "not in this group") {
                _ = try await world.act(group, .split([world.tasks[3]]))
            }
            await expectRefusal(.invalid, mentioning: "No task") { _ = try await world.act(group, .remove([])) }
            await expectRefusal(.invalid, mentioning: "other groups") {
                _ = try await world.act(group, .merge([group]))
            }
            await expectRefusal(.notFound) { _ = try await world.act(group, .merge([TaskGroupID(999)])) }
            await expectRefusal(.conflict, mentioning: "since you looked") {
                _ = try await world.store.act(
                    on: group, in: world.world.project.id, by: world.expert, GroupDeed(.confirm, revision: 7),
                    at: World.now)
            }
            _ = try await world.act(group, .confirm)
            await expectRefusal(.conflict, mentioning: "already") { _ = try await world.act(group, .confirm) }
            await expectRefusal(.invalid, mentioning: "does not take") {
                _ = try await world.act(group, .settle("neither", errors: []))
            }
            await expectRefusal(.invalid, mentioning: "kind of error") {
                _ = try await world.act(group, .settle("x", errors: ["bad luck"]))
            }
            #expect(try await world.details().allSatisfy { $0.consensus == nil })
            // A task that was taken out and found again elsewhere cannot be put back.
            let dissolved = try await world.act(group, .dissolve)
            _ = try await world.propose([Array(world.tasks[..<2])])
            await expectRefusal(.conflict, mentioning: "by now") { try await world.undo(dissolved.act.id) }
            #expect(try await world.propose([world.tasks]).isEmpty, "a task is in one group")
            _ = try await world.act(other, .confirm)
        }
    }

    @Test("Where two experts are asked for, both must give the group the same label", arguments: Database.available)
    func twoExperts(database: Database) async throws {
        try await world(database, experts: 2) { world in
            let second = try await world.store.createUser(
                name: "Grace", passwordHash: "hash", role: .admin, by: world.expert, at: World.now)
            // The others are still open: people go on answering them.
            for person in world.world.people[2...] { while try await world.world.answer(person, "x") != nil {} }
            let contested = try await world.details().filter { $0.task.state == .contested }.map(\.task.id)
            try #require(contested.count == 1)
            let group = try await world.propose([world.tasks])
            #expect(group.isEmpty, "three of four are settled by now")
            let more = try await world.contest(2)
            let alike = try await world.propose([contested + more])[0]
            _ = try await world.act(alike, .confirm)
            let first = try await world.act(alike, .settle("x", errors: []))
            #expect(first.group.state == .confirmed && first.act.taskCount == 3)
            #expect(try await world.details(contested + more).allSatisfy { $0.task.state == .contested })
            await expectRefusal(.conflict, mentioning: "of yours") {
                _ = try await world.act(alike, .settle("y", errors: []))
            }
            let outcome = try await world.act(alike, .settle("x", errors: []), by: second.id)
            #expect(outcome.group.state == .settled)
            #expect(try await world.details(contested + more).allSatisfy { $0.task.state == .settled })
            await expectRefusal(.conflict, mentioning: "came after") { try await world.undo(first.act.id) }
            try await world.undo(outcome.act.id)
            #expect(try await world.details(contested + more).allSatisfy { $0.task.state == .contested })
        }
    }

    @Test("A label that enough others have given stays when a group's is taken back", arguments: Database.available)
    func supportedLabel(database: Database) async throws {
        try await world(database, experts: 2) { world in
            let group = try await world.propose([try await world.contest(2)])[0]
            _ = try await world.act(group, .confirm)
            let given = try await world.act(group, .settle("x", errors: []))
            let task = try await world.members(group)[0]
            for name in ["Grace", "Mary"] {
                let expert = try await world.store.createUser(
                    name: name, passwordHash: "hash", role: .admin, by: world.expert, at: World.now)
                _ = try await world.store.adjudicate(task, by: expert.id, ExpertAct(.write("y")), at: World.now)
            }
            try await world.undo(given.act.id)
            let after = try #require(try await world.details([task]).first)
            #expect(after.task.state == .settled && after.consensus?.label == "y")
        }
    }

    @Test("What most people answered stands for a task", arguments: Database.available)
    func leadingAnswers(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "3/4", chunks: 2)
            for (person, answer) in zip(world.people, ["Hello there", "one two", "hello, there!"]) {
                try await world.answer(person, answer)
            }
            let found = try await store.groupCandidates(in: world.project.id, by: .answer, limit: 9)
            #expect(found == [GroupCandidate(task: world.tasks[0].id, text: "Hello there")])
            #expect(try await store.groupCandidates(in: world.project.id, by: .text, limit: 9).isEmpty)
        }
    }

    /// Sixty random acts, some taken back at once, then all the others: every state comes back as it was.
    @Test("Any acts followed by their undoing restore every state", arguments: Database.available, [1, 2])
    func undoing(database: Database, seed: UInt64) async throws {
        try await world(database, tasks: 12) { world in
            _ = try await world.propose([Array(world.tasks[..<5]), Array(world.tasks[5..<8]), Array(world.tasks[8...])])
            var source = SeededNumbers(seed: seed)
            var past: [(act: GroupActID, before: GroupWorld.Snapshot)] = []
            var done: [GroupAct.Action: Int] = [:]
            for _ in 0..<60 {
                let before = try await world.snapshot()
                if let last = past.last, Int.random(in: 0..<4, using: &source) == 0 {
                    try await world.undo(last.act)
                    #expect(try await world.snapshot() == last.before, "seed \(seed)")
                    past.removeLast()
                } else if let act = try await world.actAtRandom(&source) {
                    past.append((act.id, before))
                    done[act.action, default: 0] += 1
                }
            }
            #expect(done.count >= 4, "chance has to try most acts: \(done)")
            for step in past.reversed() {
                try await world.undo(step.act)
                #expect(try await world.snapshot() == step.before, "seed \(seed)")
            }
            #expect(try await world.store.verifyAudit().faults.isEmpty)
        }
    }
}
