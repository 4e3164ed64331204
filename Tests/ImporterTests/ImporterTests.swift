import Foundation
import Importer
import LabelStore
import QuorumCore
import Testing

/// Files brought into a project.
@Suite("Importing files")
struct ImporterTests {
    private static let now = Timestamp(milliseconds: 1_772_359_800_000)

    /// A project in a database of its own, and a folder for files.
    private struct Place {
        let store: LabelStore
        let project: Project
        let folder: URL

        func write(_ name: String, _ text: String) throws -> String {
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return file.path
        }

        func add(
            _ path: String, as subject: ImportSubject = .items, model: String? = nil, users: [String: String] = [:],
            columns: ImportColumns = ImportColumns()
        ) async throws -> ImportCounts {
            let settings = ImportSettings(subject, columns: columns, model: model, users: users)
            return try await Importer(into: project, of: store, settings).add(path, by: nil, now: { ImporterTests.now })
        }

        func tasks() async throws -> [TaskDetail] {
            try await store.tasks(in: project.id, state: nil, after: nil, limit: 500)
        }
    }

    private func withPlace(
        _ kind: TaskKind = .classification, labels: [String] = ["positive", "negative"], match: QuorumMatch = .answer,
        _ body: (Place) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quorum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await LabelStore.open(.sqlite(path: folder.path + "/quorum.sqlite"))
        let lead = try await store.createFirstAdmin(name: "lead", passwordHash: "hash", at: Self.now)
        let project = try await store.createProject(
            NewProject(
                name: "Project", kind: kind, guidelines: "", labels: kind.hasLabels ? labels : [],
                policy: try QuorumPolicy(agree: 2, max: 3, match: match), chunking: .standard),
            by: lead.id, at: Self.now)
        do {
            try await body(Place(store: store, project: project, folder: folder))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private func expectError(
        row: Int?, field: String?, mentioning words: String = "", _ body: () async throws -> Void
    ) async {
        do {
            try await body()
            Issue.record("It was not refused.")
        } catch let error as ImportError {
            #expect((error.row, error.field) == (row, field), "\(error)")
            #expect(words.isEmpty || error.description.contains(words), "\(error)")
        } catch {
            Issue.record("It failed otherwise: \(error)")
        }
    }

    @Test("A table of items with predictions")
    func items() async throws {
        try await withPlace { place in
            let path = try place.write(
                "items.csv",
                """
                id,text,group,prediction,score,model
                one,"A ""line""
                of text",g,positive,0.75,m
                two,Another,,,,

                """)
            let counts = try await place.add(path)
            #expect((counts.items, counts.predictions) == (2, 1))
            let tasks = try await place.tasks()
            guard case .text(let span) = tasks[0].chunk.content else { throw ImportError("test", path, "no text") }
            #expect(span.text == "A \"line\"\nof text")
            #expect(try await place.add(path).itemsPresent == 2)
        }
    }

    @Test("Items without names are known by their content")
    func contentNames() async throws {
        try await withPlace { place in
            #expect(
                try await place.add(try place.write("a.jsonl", "{\"text\": \"A\"}\n{\"text\": \"B\"}\n")).items == 2)
            let more = try await place.add(try place.write("b.csv", "text\nB\nC\n"))
            #expect((more.items, more.itemsPresent) == (1, 1))
        }
    }

    @Test(
        "Nothing is imported of a file with a wrong row",
        arguments: [
            ("text,prediction,score,model\nA,positive,0.5,m\nB,positive,1.5,m\n", 2, "score"),
            ("text,prediction,score,model\nA,positive,0.5,m\nB,neither,0.5,m\n", 2, "prediction"),
            ("text,prediction,score\nA,positive,0.5\n", 1, "model"),
            ("text,id\nA,1\n  ,2\n", 2, "text"), ("text,id\nA,1\nB,1\n", 2, "id"),
        ])
    func wrongRows(file: (text: String, row: Int, field: String)) async throws {
        try await withPlace { place in
            let path = try place.write("x.csv", file.text)
            await expectError(row: file.row, field: file.field) { _ = try await place.add(path) }
            #expect(try await place.tasks().isEmpty)
        }
    }

    @Test("A missing column is named beside those there are")
    func missingColumn() async throws {
        try await withPlace { place in
            let path = try place.write("x.csv", "body,id\nA,1\n")
            await expectError(row: nil, field: "text", mentioning: "body, id") { _ = try await place.add(path) }
            var columns = ImportColumns()
            columns.text = "body"
            #expect(try await place.add(path, columns: columns).items == 1)
        }
    }

    @Test("Predictions name items or tasks, and may have a score for each label")
    func predictions() async throws {
        try await withPlace { place in
            _ = try await place.add(try place.write("items.csv", "id,text\n1,A\n2,B\n"))
            let path = try place.write(
                "said.jsonl",
                """
                {"id": 1, "scores": {"positive": 0.3, "negative": 0.7}}
                {"task": 2, "label": "positive", "score": 0.9}

                """)
            #expect(try await place.add(path, as: .predictions, model: "m").predictions == 2)
            #expect(try await place.add(path, as: .predictions, model: "m").predictionsPresent == 2)
            let unknown = try place.write("other.csv", "id,label\n3,positive\n")
            await expectError(row: 1, field: "id") { _ = try await place.add(unknown, as: .predictions, model: "m") }
        }
    }

    private func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/label_studio_\(name).json").path
    }

    @Test("Choices that Label Studio exported")
    func labelStudioChoices() async throws {
        try await withPlace { place in
            let counts = try await place.add(fixture("choices"), users: ["label-studio-1": "lead"])
            #expect((counts.items, counts.annotations, counts.settled, counts.people) == (3, 5, 1, 1))
            let tasks = try await place.tasks()
            #expect(tasks.map(\.task.state) == [.settled, .open, .open])
            #expect(tasks[0].consensus?.label == "positive")
            #expect(tasks[1].annotations.map(\.answer) == ["negative", "positive"])
            #expect(tasks[2].annotations.map(\.answer) == ["negative"])
            #expect(tasks[0].annotations[0].submittedAt.iso8601.hasPrefix("20"))
            let again = try await place.add(fixture("choices"), users: ["label-studio-1": "lead"])
            #expect((again.items, again.annotations, again.annotationsPresent) == (0, 0, 5))
        }
    }

    @Test("Predictions come along where Label Studio's export holds them")
    func labelStudioSnapshot() async throws {
        try await withPlace { place in
            let counts = try await place.add(fixture("snapshot"))
            #expect((counts.items, counts.predictions, counts.annotations) == (3, 1, 5))
            let names = try await place.store.users().map(\.name)
            #expect(names.contains("ann@example.com"))
        }
    }

    @Test("Sets, spans, ratings and comparisons that Label Studio exported")
    func labelStudioKinds() async throws {
        let answers: [(String, TaskKind, [String], [[String]])] = [
            (
                "multilabel", .multilabel, ["food", "place", "person"],
                [["[\"food\",\"person\"]", "[\"food\",\"person\"]"], ["[\"place\"]", "[]"]]
            ),
            (
                "spans", .span, ["person", "place"],
                [
                    [
                        "[{\"start\":0,\"end\":3,\"label\":\"person\"},{\"start\":8,\"end\":12,\"label\":\"place\"}]",
                        "[{\"start\":0,\"end\":3,\"label\":\"person\"}]",
                    ], ["[{\"start\":2,\"end\":5,\"label\":\"person\"}]", "[]"],
                ]
            ), ("rating", .rating, [], [["4", "5"], ["1", "1"]]),
            ("pairwise", .pairwise, [], [["a", "a"], ["b", "a"]]),
        ]
        for (name, kind, labels, expected) in answers {
            try await withPlace(kind, labels: labels) { place in
                var columns = ImportColumns()
                (columns.a, columns.b) = ("first", "second")
                _ = try await place.add(fixture(name), columns: columns)
                #expect(try await place.tasks().map { $0.annotations.map(\.answer) } == expected, "\(name)")
            }
        }
    }

    @Test("Places that a browser counted in UTF-16 are found by their text")
    func utf16Spans() async throws {
        try await withPlace(.span, labels: ["person"]) { place in
            let path = try place.write(
                "x.json",
                """
                [{"id": 1, "data": {"text": "😀 Ada."}, "annotations": [{"id": 2, "completed_by": {"email": "a@b.c"},
                "result": [{"type": "labels", "value": {"start": 3, "end": 6, "text": "Ada", "labels": ["person"]}}]}]}]
                """)
            _ = try await place.add(path)
            let answer = try await place.tasks()[0].annotations[0].answer
            #expect(answer == "[{\"start\":2,\"end\":5,\"label\":\"person\"}]")
        }
    }

    @Test(
        "Times with offsets and fractions are read",
        arguments: [
            ("2026-03-01T09:30:00.250Z", 1_772_357_400_250), ("2026-03-01 10:30:00+01:00", 1_772_357_400_000),
            ("2026-03-01", 1_772_323_200_000), ("1969-12-31T23:59:59.999999Z", -1),
            ("2024-02-29T00:00Z", 1_709_164_800_000),
        ])
    func times(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(
        "What is no time is not read",
        arguments: [
            "", "2026", "2026-02-30", "2026-13-01", "2026-03-01T25:00:00Z", "2026-03-01T09:30:00X", "yesterday",
        ])
    func noTimes(text: String) { #expect(Timestamp(iso8601: text) == nil) }

    @Test("A wrong row far down keeps the whole file out")
    func wholeFile() async throws {
        try await withPlace { place in
            // More rows than are added at once.
            let rows = (0..<4500).map { "\($0),Text \($0)." }
            let path = try place.write("items.csv", (["id,text"] + rows + ["7,Another text."]).joined(separator: "\n"))
            await expectError(row: 4501, field: "id", mentioning: "\"7\"") { _ = try await place.add(path) }
            #expect(try await place.tasks().isEmpty)

            _ = try await place.store.createUser(
                name: "stranger", passwordHash: "hash", role: .member, by: UserID(1), at: Self.now)
            let answers = (0..<4500).map { "\($0),Text \($0).,ann,positive" } + ["4500,Text.,stranger,positive"]
            let past = try place.write(
                "past.csv", (["id,text,annotator,label"] + answers).joined(separator: "\n"))
            await expectError(row: 4501, field: "annotator", mentioning: "stranger") {
                _ = try await place.add(past, as: .annotations)
            }
            #expect(try await place.tasks().isEmpty)
        }
    }

    @Test("A row that gives a task's number is about that task, with its text or without")
    func taskAndText() async throws {
        try await withPlace { place in
            _ = try await place.add(try place.write("items.csv", "text\nFine.\nPoor.\n"))
            let task = try await place.tasks()[1].task.id
            let gold = try place.write("gold.csv", "task,text,label\n\(task),Poor.,negative\n")
            #expect(try await place.add(gold, as: .gold).gold == 1)
            #expect(try await place.tasks().map(\.consensus?.label) == [nil, "negative"])
            let other = try place.write("other.csv", "task,text,label\n\(task),Else.,negative\n")
            await expectError(row: 1, field: "id", mentioning: "another text") {
                _ = try await place.add(other, as: .gold)
            }
            let unknown = try place.write("unknown.csv", "task,text,label\n999,Else.,negative\n")
            await expectError(row: 1, field: "id", mentioning: "task 999") {
                _ = try await place.add(unknown, as: .gold)
            }
        }
    }

    @Test("What a pair responds to is checked like its texts")
    func prompt() async throws {
        try await withPlace(.pairwise, labels: []) { place in
            let path = try place.write(
                "pairs.jsonl",
                """
                {"text": "Why?", "a": "One", "b": "Two"}
                {"text": "Why\\u0000?", "a": "One", "b": "Three"}
                """)
            await expectError(row: 2, field: "text", mentioning: "NUL") { _ = try await place.add(path) }
        }
    }

    @Test("Of Label Studio's answers none is picked at random")
    func ambiguousAnswers() async throws {
        func export(_ result: String) -> String {
            """
            [{"id": 1, "data": {"text": "Fine."}, "annotations": [{"id": 1, "completed_by": 1, "result": [\(result)]}]}]
            """
        }
        func choice(_ labels: String, from control: String) -> String {
            #"{"type": "choices", "from_name": "\#(control)", "to_name": "t", "value": {"choices": [\#(labels)]}}"#
        }
        try await withPlace { place in
            let two = try place.write("two.json", export(choice(#""positive", "negative""#, from: "a")))
            await expectError(row: 1, field: "result", mentioning: "single") { _ = try await place.add(two) }
            let controls = try place.write(
                "controls.json",
                export(choice(#""positive""#, from: "label") + ", " + choice(#""negative""#, from: "quality")))
            await expectError(row: 1, field: "result", mentioning: "label and quality") {
                _ = try await place.add(controls)
            }
            await expectError(row: nil, field: nil, mentioning: "gold") { _ = try await place.add(controls, as: .gold) }
            #expect(try await place.tasks().isEmpty)
        }
    }
}
