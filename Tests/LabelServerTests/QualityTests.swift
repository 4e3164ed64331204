import Testing

/// How far labels and people can be relied on, as the lead's page asks for it.
@Suite struct QualityTests {
    /// Answers all tasks there are for somebody.
    private func answer(_ caller: Caller, _ project: Int, _ text: (Int) -> String) async throws {
        var number = 0
        while true {
            let served = try await caller.post("projects/\(project)/assignments")
            if served.status == 204 { return }
            let sent = try await caller.post(
                "assignments/\(served.json["assignment"]["id"].int)/annotation", ["answer": .text(text(number))])
            #expect(sent.status == 201, "\(sent.detail)")
            number += 1
        }
    }

    @Test func annotatorsAreComparedWithLabelsWordByWord() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "2/3", tones: 4)
            let tasks = try await admin.get("projects/\(project)/tasks").json["tasks"].list.count
            let empty = try await admin.get("projects/\(project)/quality").json
            #expect(empty["agreement"]["tasks"].int == 0 && empty["annotators"].list.isEmpty)

            for (name, text) in [("ann", "one two three four"), ("bob", "one two tree four")] {
                try await answer(try await admin.annotator(name), project) { _ in text }
            }
            try await answer(try await admin.annotator("cat"), project) { _ in "one two three four" }

            let found = try await admin.get("projects/\(project)/quality").json
            #expect(found["agreement"]["tasks"].int == tasks)
            #expect(found["agreement"]["answers"].int == 3 * tasks)
            // One pair in three matches as a whole.
            #expect(abs(found["agreement"]["percent"]["value"].number - 1.0 / 3) < 1e-12)
            #expect(found["agreement"]["word_error_alpha"]["value"] != .null)
            let people = found["annotators"].list
            #expect(people.map { $0["name"].text } == ["ann", "bob", "cat"])
            #expect(people.map { $0["labels"]["matched"].int } == [tasks, 0, tasks])
            #expect(people.map { $0["word_error_rate"]["value"].number } == [0, 0.25, 0])
            #expect(people[0]["labels"]["share"]["interval"]["high"].number == 1)
            #expect(people[1]["recent"]["labels"]["compared"].int == tasks)
            #expect(people.allSatisfy { $0["experts"]["compared"].int == 0 && $0["median_seconds"] != .null })
        })
    }

    @Test func expertsLabelsCountByThemselvesAndAtOnce() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "2/2", tones: 1)
            for (name, text) in [("ann", "one two"), ("bob", "won two")] {
                try await answer(try await admin.annotator(name), project) { _ in text }
            }
            let before = try await admin.get("projects/\(project)/quality").json
            #expect(before["annotators"][0]["labels"]["compared"].int == 0)
            for task in try await admin.get("projects/\(project)/tasks?state=contested").json["tasks"].list {
                let act = try await admin.post(
                    "tasks/\(task["id"].int)/adjudication", ["action": "decide", "label": "won two"])
                #expect(act.status == 201, "\(act.detail)")
            }
            let people = try await admin.get("projects/\(project)/quality").json["annotators"].list
            #expect(people.map { $0["experts"]["share"]["value"].number } == [0, 1])
        })
    }

    @Test func onlyAdminsSeeIt() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "2/3", tones: 1)
            let annotator = try await admin.annotator("ann")
            #expect(try await annotator.get("projects/\(project)/quality").status == 403)
            #expect(try await admin.get("projects/99/quality").status == 404)
        })
    }
}
