import Foundation
import Importer
import LabelStore
import QuorumCore
import Testing

/// Files brought into a project.
@Suite("Importing files")
struct ImporterTests {
    @Test("A table of items with predictions")
    func items() async throws {
        try await Place.with { place in
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
        try await Place.with { place in
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
        try await Place.with { place in
            let path = try place.write("x.csv", file.text)
            await expectError(row: file.row, field: file.field) { _ = try await place.add(path) }
            #expect(try await place.tasks().isEmpty)
        }
    }

    @Test("A missing column is named beside those there are")
    func missingColumn() async throws {
        try await Place.with { place in
            let path = try place.write("x.csv", "body,id\nA,1\n")
            await expectError(row: nil, field: "text", mentioning: "body, id") { _ = try await place.add(path) }
            var columns = ImportColumns()
            columns.text = "body"
            #expect(try await place.add(path, columns: columns).items == 1)
        }
    }

    @Test("Predictions name items or tasks, and may have a score for each label")
    func predictions() async throws {
        try await Place.with { place in
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
        try await Place.with { place in
            // More rows than are added at once.
            let rows = (0..<4500).map { "\($0),Text \($0)." }
            let path = try place.write("items.csv", (["id,text"] + rows + ["7,Another text."]).joined(separator: "\n"))
            await expectError(row: 4501, field: "id", mentioning: "\"7\"") { _ = try await place.add(path) }
            #expect(try await place.tasks().isEmpty)

            _ = try await place.store.createUser(
                name: "stranger", passwordHash: "hash", role: .member, by: UserID(1), at: Place.now)
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
        try await Place.with { place in
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
        try await Place.with(.pairwise, labels: []) { place in
            let path = try place.write(
                "pairs.jsonl",
                """
                {"text": "Why?", "a": "One", "b": "Two"}
                {"text": "Why\\u0000?", "a": "One", "b": "Three"}
                """)
            await expectError(row: 2, field: "text", mentioning: "NUL") { _ = try await place.add(path) }
        }
    }
}
