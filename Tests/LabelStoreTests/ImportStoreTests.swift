import LabelStore
import QuorumCore
import Testing

/// Items, predictions and answers that come from files.
@Suite("Importing rows")
struct ImportStoreTests {
    private static let file = ImportFile(
        name: "items.csv", sha256: String(repeating: "a", count: 64), bytes: 100,
        details: SourceDetails(licence: "CC0-1.0"))

    private func withProject(
        _ database: Database, policy: String = "2/3", order: DispatchPolicy.Order = .sequential,
        _ body: (World) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            try await body(
                World.make(
                    in: store, policy: policy, kind: .classification, labels: ["x", "y"], people: 3, sources: 0,
                    dispatch: DispatchPolicy(order: order)))
        }
    }

    private func item(
        _ row: Int, text: String? = nil, predictions: [NewPrediction] = [], annotations: [PastAnnotation] = []
    ) -> ImportedItem {
        ImportedItem(
            row: row, reference: .item("item-\(row)"),
            content: ImportedContent(text: text ?? "Text \(row)", group: "group-\(row)"), predictions: predictions,
            annotations: annotations)
    }

    private func add(_ items: [ImportedItem], to world: World) async throws -> ImportCounts {
        try await world.store.add(
            items, from: Self.file, to: world.project.id, by: world.admin.id, at: World.now)
    }

    private func tasks(of world: World) async throws -> [TaskDetail] {
        try await world.store.tasks(in: world.project.id, state: nil, after: nil, limit: 1000)
    }

    @Test("Items become tasks, once", arguments: Database.available)
    func items(database: Database) async throws {
        try await withProject(database) { world in
            // More than a page of what is asked for at once, and than are added together.
            let items = (0..<600).map { item($0, text: "Tab\t, line\n, back\\slash \\N, né 日 \($0)") }
            #expect(try await add(items, to: world).items == 600)
            let again = try await add(items + [item(600)], to: world)
            #expect((again.items, again.itemsPresent) == (1, 600))
            let tasks = try await tasks(of: world)
            #expect(tasks.map(\.chunk.ordinal) == Array(0...600))
            let texts = tasks.map { if case .text(let span) = $0.chunk.content { span.text } else { "" } }
            #expect(texts[7] == "Tab\t, line\n, back\\slash \\N, né 日 7")
            #expect(texts[599] == "Tab\t, line\n, back\\slash \\N, né 日 599")
            #expect(tasks[7].source.details.licence == "CC0-1.0")
            #expect(try await world.serve(world.people[0])?.task.id == tasks[0].task.id)
            let events = try await world.store.auditEvents(after: 0, limit: 1000)
            #expect(events.count { $0.action == "rows.imported" } == 2)
            #expect(try await world.store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("An item with another text is refused with its row", arguments: Database.available)
    func conflict(database: Database) async throws {
        try await withProject(database) { world in
            _ = try await add([item(0)], to: world)
            do {
                _ = try await add([item(1), item(0, text: "Another")], to: world)
                Issue.record("It was not refused.")
            } catch let error as StoreError {
                #expect(error.code == .conflict)
                #expect(error.row == 0)
                #expect(error.field == "id")
            }
            #expect(try await tasks(of: world).count == 1)
        }
    }

    @Test("Items of one file may lie in different splits", arguments: Database.available)
    func groups(database: Database) async throws {
        try await withProject(database, policy: "1/1") { world in
            _ = try await add((0..<10).map { item($0) }, to: world)
            while try await world.answer(world.people[0], "x") != nil {}
            let version = try await world.freeze(ratios: try SplitRatios(train: 0.5, validation: 0, test: 0.5))
            let examples = try await world.store.examples(of: version.id, after: -1, limit: 20)
            #expect(Set(examples.map(\.group)).count == 10)
            #expect(examples.count { $0.split == .train } == 5)
        }
    }

    @Test("The least certain come first, those nobody predicted last", arguments: Database.available)
    func order(database: Database) async throws {
        try await withProject(database, policy: "1/1", order: .entropy) { world in
            func said(_ score: Double, by model: String = "m") -> [NewPrediction] {
                let rest = (1 - score) / 1
                let entropy = 1 - abs(score - rest)
                return [
                    NewPrediction(
                        model: model, label: "x", score: score,
                        uncertainty: PredictionUncertainty(entropy: entropy, margin: entropy))
                ]
            }
            let counts = try await add(
                [
                    item(0), item(1, predictions: said(0.99)), item(2, predictions: said(0.6)),
                    item(3, predictions: said(0.8)), item(4),
                ], to: world)
            #expect(counts.predictions == 3)
            // A newer prediction moves what nobody has begun; the same again changes nothing.
            let newer = ImportedItem(
                row: 0, reference: .item("item-3"), content: nil, predictions: said(0.51, by: "n"))
            #expect(try await add([newer], to: world).predictions == 1)
            #expect(try await add([newer], to: world).predictionsPresent == 1)
            var order: [Int] = []
            while let served = try await world.serve(world.people[0]) {
                order.append(served.chunk.ordinal)
                _ = try await world.store.submit(
                    served.assignment.id, by: world.people[0].id, answer: "x", at: World.now)
            }
            #expect(order == [3, 2, 1, 0, 4])
        }
    }

    @Test("What is not there cannot be predicted", arguments: Database.available)
    func unknownItem(database: Database) async throws {
        try await withProject(database) { world in
            for reference in [ItemReference.item("none"), .task(TaskID(99))] {
                let row = ImportedItem(row: 4, reference: reference, content: nil)
                var names = ImportedNames()
                do {
                    try await world.store.check([row], into: world.project, &names)
                    Issue.record("It was not refused.")
                } catch let error as StoreError {
                    #expect(error.row == 4)
                }
            }
        }
    }

    @Test("Past answers settle tasks as if they had come one by one", arguments: Database.available)
    func annotations(database: Database) async throws {
        try await withProject(database) { world in
            func said(_ answers: String) -> [PastAnnotation] {
                zip(["Ann", "person-1", "Cem", "Dee"], answers).map {
                    PastAnnotation(annotator: $0, answer: String($1), at: World.now)
                }
            }
            _ = try await world.store.addMember(
                named: "person-1", to: world.project.id, as: .annotator, by: world.admin.id, at: World.now)
            let items = [
                item(0, annotations: said("xx")), item(1, annotations: said("xyy")), item(2, annotations: said("x")),
                item(3, annotations: said("yyxx")), item(4),
            ]
            let counts = try await add(items, to: world)
            #expect(counts.annotations == 10)
            #expect(counts.people == 3)
            #expect(counts.settled == 3)
            let tasks = try await tasks(of: world)
            #expect(tasks.map(\.task.state) == [.settled, .settled, .open, .settled, .open])
            #expect(tasks.map { $0.consensus?.label } == ["x", "y", nil, "y", nil])
            #expect(tasks.map { $0.consensus?.votes } == [2, 3, nil, 2, nil])
            #expect(tasks[3].task.maxAnswers == 4)
            #expect(tasks[0].annotations[1].annotator == world.people[1].id)
            // Who has answered is not asked again; what is begun comes first.
            #expect(try await world.serve(world.people[0])?.task.id == tasks[2].task.id)
            let again = try await add(items, to: world)
            #expect((again.annotations, again.annotationsPresent, again.people) == (0, 10, 0))
            #expect(try await world.store.credentials(of: "Ann")?.passwordHash == "")
        }
    }

    @Test("Nobody outside of the project gets answers put to their name", arguments: Database.available)
    func foreignNames(database: Database) async throws {
        try await withProject(database) { world in
            for person in world.people {
                _ = try await world.store.createUser(
                    name: "other-\(person.id)", passwordHash: "hash", role: .member, by: world.admin.id, at: World.now)
            }
            let foreign = PastAnnotation(annotator: "Other-\(world.people[0].id)", answer: "x")
            await expectRefusal(.conflict, mentioning: "no member") {
                _ = try await add([item(0, annotations: [foreign])], to: world)
            }
            #expect(try await tasks(of: world).isEmpty)
        }
    }

    @Test("An answer the project does not take is refused with its row", arguments: Database.available)
    func wrongAnswers(database: Database) async throws {
        try await withProject(database) { world in
            do {
                _ = try await add(
                    [item(0), item(1, annotations: [PastAnnotation(annotator: "Ann", answer: "z")])], to: world)
                Issue.record("It was not refused.")
            } catch let error as StoreError {
                #expect((error.row, error.field) == (1, "label"))
            }
            #expect(try await tasks(of: world).isEmpty)
        }
    }

    @Test("No file is kept of an imported table, and none is backed up", arguments: Database.available)
    func files(database: Database) async throws {
        try await withProject(database) { world in
            _ = try await add([item(0)], to: world)
            #expect(try await world.store.uploadsInUse().isEmpty)
            #expect(try await !world.store.isInUse(sha256: Self.file.sha256))
        }
    }

    @Test("Two imports of one file at once add each row once", arguments: Database.available)
    func atOnce(database: Database) async throws {
        try await withProject(database) { world in
            let items = (0..<50).map { item($0, annotations: [PastAnnotation(annotator: "ann", answer: "x")]) }
            async let one = add(items, to: world)
            async let other = add(items, to: world)
            let counts = try await [one, other]
            #expect(counts.map(\.items).sorted() == [0, 50])
            #expect(counts.map(\.annotations).sorted() == [0, 50])
            #expect(counts.map(\.people).sorted() == [0, 1])
        }
    }

    @Test("Who is made a user by the name of imported answers is who gave them", arguments: Database.available)
    func claimed(database: Database) async throws {
        try await withProject(database) { world in
            _ = try await add([item(0, annotations: [PastAnnotation(annotator: "Zed", answer: "x")])], to: world)
            let zed = try await world.store.createUser(
                name: "zed", passwordHash: "hash", role: .member, by: world.admin.id, at: World.now)
            #expect(try await tasks(of: world)[0].annotations.map(\.annotator) == [zed.id])
            #expect(try await world.serve(zed) == nil)
            await expectRefusal(.conflict) {
                _ = try await world.store.createUser(
                    name: "zed", passwordHash: "other", role: .member, by: world.admin.id, at: World.now)
            }
        }
    }
}
