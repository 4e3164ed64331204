import Foundation
import Importer
import LabelStore
import QuorumCore
import Testing

/// What Label Studio exported.
@Suite("Label Studio's exports")
struct LabelStudioTests {
    private func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/label_studio_\(name).json").path
    }

    @Test("Choices that Label Studio exported")
    func choices() async throws {
        try await Place.with { place in
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
    func snapshot() async throws {
        try await Place.with { place in
            let counts = try await place.add(fixture("snapshot"))
            #expect((counts.items, counts.predictions, counts.annotations) == (3, 1, 5))
            let names = try await place.store.users().map(\.name)
            #expect(names.contains("ann@example.com"))
        }
    }

    @Test("Sets, spans, ratings and comparisons that Label Studio exported")
    func kinds() async throws {
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
            try await Place.with(kind, labels: labels) { place in
                var columns = ImportColumns()
                (columns.a, columns.b) = ("first", "second")
                _ = try await place.add(fixture(name), columns: columns)
                #expect(try await place.tasks().map { $0.annotations.map(\.answer) } == expected, "\(name)")
            }
        }
    }

    @Test("Places that a browser counted in UTF-16 are found by their text")
    func utf16Spans() async throws {
        try await Place.with(.span, labels: ["person"]) { place in
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
        try await Place.with { place in
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
