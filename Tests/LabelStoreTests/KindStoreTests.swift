import LabelStore
import QuorumCore
import Testing

/// Tasks whose answers have parts, or lie on a scale.
@Suite("Kinds of task")
struct KindStoreTests {
    private func withProject(
        _ database: Database, _ kind: TaskKind, match: QuorumMatch, tolerance: Int = 0, of content: TextSpan,
        _ body: (World, Project) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store)
            let project = try await world.store.createProject(
                NewProject(
                    name: "A \(kind)", kind: kind, guidelines: "", labels: kind.hasLabels ? ["x", "y"] : [],
                    policy: try QuorumPolicy(agree: 2, max: 3, match: match, tolerance: tolerance),
                    chunking: .standard), by: world.admin.id, at: World.now)
            let source = try await world.store.addSource(
                World.newSource(90, in: project), by: world.admin.id, at: World.now)
            _ = try await world.store.completeChunking(
                of: source.id, kind: .text, duration: nil, chunks: [.text(content)], at: World.now)
            try await body(world, project)
        }
    }

    private func answer(_ world: World, _ project: Project, _ person: Int, _ answer: String) async throws -> Submission
    {
        let served = try #require(
            try await world.store.serve(
                project: project.id, to: world.people[person].id, Serving(lease: World.lease), at: World.now
            ).first)
        return try await world.store.submit(
            served.assignment.id, by: world.people[person].id, answer: answer, at: World.now)
    }

    private let text = TextSpan(startByte: 0, endByte: 9, text: "Ada sings")

    @Test("Label sets settle label by label", arguments: Database.available)
    func labelSets(database: Database) async throws {
        try await withProject(database, .multilabel, match: .label, of: text) { world, project in
            #expect(try await answer(world, project, 0, #"["y","x"]"#).annotation.answer == #"["x","y"]"#)
            #expect(try await answer(world, project, 1, #"["x"]"#).taskState == .open)
            #expect(try await answer(world, project, 2, "[]").taskState == .settled)
            let detail = try #require(
                try await world.store.tasks(in: project.id, state: nil, after: nil, limit: 1).first)
            #expect(detail.consensus?.label == #"["x"]"#)
            #expect(detail.consensus?.method == "label-quorum")
            #expect(detail.consensus?.annotations.count == 3)
        }
    }

    @Test("Ratings within the tolerance agree with their median", arguments: Database.available)
    func ratings(database: Database) async throws {
        try await withProject(database, .rating, match: .median, tolerance: 1, of: text) { world, project in
            #expect(project.scale == .standard)
            #expect(try await answer(world, project, 0, "1").taskState == .open)
            #expect(try await answer(world, project, 1, "5").taskState == .open)
            #expect(try await answer(world, project, 2, "4").taskState == .settled)
            let progress = try await world.store.progress(of: project.id)
            #expect(progress.annotators.map(\.agreedWithConsensus) == [0, 1, 1])
        }
    }

    @Test("Spans lie within their text", arguments: Database.available)
    func spans(database: Database) async throws {
        try await withProject(database, .span, match: .overlap, of: text) { world, project in
            _ = try await answer(world, project, 0, #"[{"start":0,"end":3,"label":"x"}]"#)
            await expectRefusal(.invalid) {
                _ = try await answer(world, project, 1, #"[{"start":0,"end":10,"label":"x"}]"#)
            }
            let settled = try await answer(world, project, 1, #"[{"start":0,"end":4,"label":"x"}]"#)
            #expect(settled.taskState == .settled)
        }
    }

    @Test("Pairs are kept, and compared", arguments: Database.available)
    func pairs(database: Database) async throws {
        let pair = TextSpan(startByte: 0, endByte: 9, text: "", pair: TextPair(a: "one", b: "two"))
        try await withProject(database, .pairwise, match: .answer, of: pair) { world, project in
            _ = try await answer(world, project, 0, "b")
            #expect(try await answer(world, project, 1, "b").taskState == .settled)
            let detail = try #require(
                try await world.store.tasks(in: project.id, state: nil, after: nil, limit: 1).first)
            #expect(detail.chunk.content == .text(pair))
            #expect(detail.consensus?.label == "b")
        }
    }

    @Test("Experts give answers of the kind", arguments: Database.available)
    func experts(database: Database) async throws {
        try await withProject(database, .rating, match: .median, of: text) { world, project in
            var task: TaskID?
            for (person, rating) in ["1", "3", "5"].enumerated() {
                task = try await answer(world, project, person, rating).annotation.task
            }
            let contested = try #require(task)
            await expectRefusal(.invalid) {
                _ = try await world.store.adjudicate(
                    contested, by: world.admin.id, ExpertAct(.write("9")), at: World.now)
            }
            let outcome = try await world.store.adjudicate(
                contested, by: world.admin.id, ExpertAct(.write("3")), at: World.now)
            #expect(outcome.taskState == .settled)
        }
    }
}
