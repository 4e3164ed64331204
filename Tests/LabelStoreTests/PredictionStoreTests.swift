import LabelStore
import QuorumCore
import Testing

/// What models say: shown to begin with, made labels, compared with what people say.
@Suite("Predictions")
struct PredictionStoreTests {
    /// A project with items, each predicted to be `x` with a score that falls from 1 by a hundredth an item.
    private func withPredictions(
        _ database: Database, items: Int, policy: String = "1/1", prefill: Bool = false,
        _ body: (World) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let world = try await World.make(
                in: store, policy: policy, kind: .classification, labels: ["x", "y"], people: 3, sources: 0,
                dispatch: DispatchPolicy(showsPredictions: prefill))
            let file = ImportFile(name: "items.csv", sha256: String(repeating: "a", count: 64), bytes: 1)
            _ = try await store.add(
                (0..<items).map { row in
                    ImportedItem(
                        row: row, reference: .item("\(row)"),
                        content: ImportedContent(text: "Text \(row)", group: "\(row)"),
                        predictions: [
                            NewPrediction(
                                model: "m", label: "x", score: max(0, 1 - Double(row) / 100),
                                uncertainty: PredictionUncertainty(entropy: 0.5, margin: 0.5))
                        ])
                }, from: file, to: world.project.id, by: nil, at: World.now)
            try await body(world)
        }
    }

    private func accept(_ world: World, from threshold: Double, checked: Double) async throws -> Acceptance {
        try await world.store.accept(
            AcceptanceRule(model: "m", threshold: threshold, checkedShare: checked, seed: 3), in: world.project.id,
            by: world.admin.id, at: World.now)
    }

    private func tasks(of world: World) async throws -> [TaskDetail] {
        try await world.store.tasks(in: world.project.id, state: nil, after: nil, limit: 500)
    }

    @Test("Confident ones become labels, but for those that people check", arguments: Database.available)
    func acceptance(database: Database) async throws {
        try await withPredictions(database, items: 60) { world in
            // Somebody has begun the first task.
            let begun = try #require(try await world.serve(world.people[0]))
            let done = try await accept(world, from: 0.505, checked: 0.2)
            #expect(done.accepted + done.checked == 49)
            #expect(done.checked > 0)
            var tasks = try await tasks(of: world)
            #expect(tasks[0].task.state == .open)
            for task in tasks where task.task.state == .settled {
                #expect(task.consensus?.method == "prediction")
                #expect(task.consensus?.label == "x")
                #expect(task.consensus?.votes == 0)
            }
            #expect(tasks.count { $0.task.state == .settled } == done.accepted)
            #expect(tasks[50...].allSatisfy { $0.task.state == .open })
            // Again: what was drawn to be checked stays so.
            let again = try await accept(world, from: 0.505, checked: 0)
            #expect((again.accepted, again.checked) == (0, 0))
            _ = try await world.store.submit(
                begun.assignment.id, by: world.people[0].id, answer: "y", at: World.now)
            while try await world.answer(world.people[0], "y") != nil {}
            tasks = try await self.tasks(of: world)
            #expect(tasks.allSatisfy { $0.task.state == .settled })
            let checked = try #require(try await world.store.acceptances(in: world.project.id).last)
            #expect((checked.compared, checked.matched) == (done.checked, 0))
        }
    }

    @Test("They are in versions as what they are", arguments: Database.available)
    func versions(database: Database) async throws {
        try await withPredictions(database, items: 10) { world in
            _ = try await accept(world, from: 0, checked: 0)
            let version = try await world.freeze()
            let examples = try await world.store.examples(of: version.id, after: -1, limit: 20)
            #expect(examples.map(\.label.method) == Array(repeating: "prediction", count: 10))
            let said = try await world.store.predictions(of: version.id, tasks: examples.map(\.label.task))
            #expect(said.map(\.model) == Array(repeating: "m", count: 10))
            #expect(try await world.store.votes(of: version.id, after: nil, limit: 10).isEmpty)
        }
    }

    @Test("They can be taken back, once", arguments: Database.available)
    func undo(database: Database) async throws {
        try await withPredictions(database, items: 8, policy: "2/3") { world in
            let done = try await accept(world, from: 0, checked: 0)
            #expect(try await world.serve(world.people[0]) == nil)
            let undone = try await world.store.undoAcceptance(
                done.id, in: world.project.id, by: world.admin.id, at: World.now)
            #expect(undone.accepted == 0)
            #expect(try await tasks(of: world).allSatisfy { $0.task.state == .open && $0.consensus == nil })
            await expectRefusal(.conflict) {
                _ = try await world.store.undoAcceptance(
                    done.id, in: world.project.id, by: world.admin.id, at: World.now)
            }
            try await world.settleAll(with: "x")
            #expect(try await tasks(of: world).allSatisfy { $0.consensus?.method == "quorum" })
            #expect(try await world.store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Answers begin with them where the project says so, and remember it", arguments: Database.available)
    func suggestions(database: Database) async throws {
        try await withPredictions(database, items: 2, policy: "2/3", prefill: true) { world in
            let served = try #require(try await world.serve(world.people[0]))
            #expect(served.suggestion == "x")
            _ = try await world.store.submit(
                served.assignment.id, by: world.people[0].id, answer: "x", at: World.now)
            let other = try #require(try await world.serve(world.people[1]))
            _ = try await world.store.submit(other.assignment.id, by: world.people[1].id, answer: "y", at: World.now)
            let answers = try await tasks(of: world)[0].annotations
            #expect(answers.map(\.suggestedKey) == ["x", "x"])
            #expect(answers.map(\.key) == ["x", "y"])
        }
        try await withPredictions(database, items: 1) { world in
            let served = try await world.serve(world.people[0])
            #expect(served?.suggestion == nil)
        }
    }

    @Test("They are compared with what people say alone", arguments: Database.available)
    func judged(database: Database) async throws {
        try await withPredictions(database, items: 4) { world in
            _ = try await accept(world, from: 0.985, checked: 0)
            while try await world.answer(world.people[0], "y") != nil {}
            var judged: [JudgedPrediction] = []
            var last: ChunkID?
            repeat {
                let page = try await world.store.judgedPredictions(in: world.project.id, after: last, limit: 3)
                judged += page.predictions
                last = page.next
            } while last != nil
            #expect(judged.map(\.label) == [nil, nil, "y", "y"])
            #expect(judged.map(\.key) == ["x", "x", "x", "x"])
            #expect(judged.allSatisfy { $0.createdAt == World.now && $0.score != nil })
        }
    }

    @Test("Taken back, tasks that people answered meanwhile go on from those answers", arguments: Database.available)
    func undoAfterAnswers(database: Database) async throws {
        try await withPredictions(database, items: 3, policy: "2/3") { world in
            let done = try await accept(world, from: 0, checked: 0)
            let file = ImportFile(name: "past.csv", sha256: String(repeating: "c", count: 64), bytes: 1)
            func past(_ item: Int, by people: ArraySlice<User>) -> ImportedItem {
                ImportedItem(
                    row: item, reference: .item("\(item)"), content: nil,
                    annotations: people.map { PastAnnotation(annotator: $0.name, answer: "y") })
            }
            for person in world.people {
                _ = try await world.store.addMember(
                    named: person.name, to: world.project.id, as: .annotator, by: world.admin.id, at: World.now)
            }
            _ = try await world.store.add(
                [past(0, by: world.people[..<2]), past(1, by: world.people[..<1])], from: file, to: world.project.id,
                by: nil, at: World.now)
            _ = try await world.store.undoAcceptance(
                done.id, in: world.project.id, by: world.admin.id, at: World.now)
            #expect(try await tasks(of: world).map(\.task.state) == [.settled, .open, .open])
            #expect(try await tasks(of: world)[0].consensus?.label == "y")
            // The others are served on.
            for person in world.people { while try await world.answer(person, "y") != nil {} }
            #expect(try await tasks(of: world).map(\.task.state) == [.settled, .settled, .settled])
            #expect(try await world.store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Taken back while it is still under way, nothing of it stays", arguments: Database.available)
    func undoMeanwhile(database: Database) async throws {
        // More than two pages, so that both are at work at once.
        try await withPredictions(database, items: 5000) { world in
            async let accepted = accept(world, from: 0, checked: 0)
            var id: AcceptanceID?
            while id == nil { id = try await world.store.acceptances(in: world.project.id).first?.id }
            _ = try await world.store.undoAcceptance(
                try #require(id), in: world.project.id, by: world.admin.id, at: World.now)
            _ = try await accepted
            let progress = try await world.store.progress(of: world.project.id)
            #expect(progress.tasks == [.open: 5000])
        }
    }
}
