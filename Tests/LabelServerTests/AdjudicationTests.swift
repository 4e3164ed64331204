import Testing

/// Contested tasks over HTTP, from the queue to a frozen version.
@Suite struct AdjudicationTests {
    /// A project with one task, contested by two answers; with its number and the annotators.
    private func contested(_ admin: Caller) async throws -> (project: Int, task: Int, people: [Caller]) {
        let project = try await admin.projectWithTasks(policy: "2/2", tones: 1)
        var people: [Caller] = []
        for answer in ["one two", "one too"] {
            let person = try await admin.annotator("writes \(answer)")
            people.append(person)
            let served = try await person.post("projects/\(project)/assignments").json
            _ = try await person.post(
                "assignments/\(served["assignment"]["id"].int)/annotation", ["answer": .text(answer)])
        }
        let tasks = try await admin.get("projects/\(project)/tasks?state=contested").json["tasks"].list
        return (project, try #require(tasks.first)["id"].int, people)
    }

    @Test func anExpertDecidesAndUndoes() async throws {
        try await TestServer.run(asAdmin: { admin in
            let (project, task, _) = try await contested(admin)
            let queue = try await admin.get("projects/\(project)/adjudication").json
            #expect(queue["remaining"].int == 1)
            #expect(queue["experts"].int == 1)
            #expect(queue["error_kinds"].list.contains("word misheard"))
            #expect(queue["tasks"][0]["task"]["annotations"].list.map { $0["answer"].text } == ["one two", "one too"])

            let path = "tasks/\(task)/adjudication"
            let decided = try await admin.post(
                path, ["action": "decide", "label": "one, two", "errors": ["spelling"], "note": "clear"])
            #expect(decided.status == 201, "\(decided.detail)")
            #expect(decided.json["task_state"].text == "settled")
            let adjudication = decided.json["adjudication"]
            #expect(adjudication["errors"].list == ["spelling"])
            let listed = try await admin.get("projects/\(project)/tasks?state=settled").json["tasks"][0]["consensus"]
            #expect(listed["method"].text == "adjudicated")
            #expect(listed["support"].int == 1)
            let frozen = try await admin.post(
                "projects/\(project)/versions", ["ratios": ["train": 1, "validation": 0, "test": 0], "seed": 7])
            #expect(frozen.json["examples"].int == 1)

            let undone = try await admin.delete("adjudications/\(adjudication["id"].int)")
            #expect(undone.status == 200, "\(undone.detail)")
            #expect(undone.json["task_state"].text == "contested")
            #expect(try await admin.delete("adjudications/\(adjudication["id"].int)").status == 409)
            let history = try await admin.get("projects/\(project)/adjudications").json["adjudications"]
            #expect(history[0]["undone_at"] != .null)
        })
    }

    @Test func whatCannotBeDecidedSaysWhy() async throws {
        try await TestServer.run(asAdmin: { admin in
            let (project, task, people) = try await contested(admin)
            let path = "tasks/\(task)/adjudication"
            #expect(try await people[0].post(path, ["action": "discard"]).status == 403)
            #expect(try await people[0].get("projects/\(project)/adjudication").status == 403)
            let bad: [(JSON, String)] = [
                (["action": "guess"], "action"), (["action": "decide"], "label"),
                (["action": "decide", "label": "  "], "label"), (["action": "more_votes", "votes": 0], "votes"),
            ]
            for (body, field) in bad {
                let refused = try await admin.post(path, body)
                #expect(refused.status == 422)
                #expect(refused.json["field"].text == field, "\(refused.detail)")
            }
            #expect(try await admin.post("tasks/999/adjudication", ["action": "discard"]).status == 404)
            let sent = try await admin.post(path, ["action": "more_votes"])
            #expect(sent.json["task_state"].text == "open", "\(sent.detail)")
            #expect(try await admin.post(path, ["action": "discard"]).status == 409)
        })
    }

    @Test func answersBringTheNextTasks() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 3)
            let person = try await admin.annotator("quick")
            let first = try await person.post("projects/\(project)/assignments?take=2").json
            let next = first["next"]
            #expect(next["task"]["audio"].text.hasSuffix("/audio"))
            let path = "assignments/\(first["assignment"]["id"].int)/annotation"
            let sent = try await person.post(path, ["answer": "one", "take": 2])
            #expect(sent.status == 201, "\(sent.detail)")
            #expect(sent.json["served"]["task"]["id"].int == next["task"]["id"].int)
            #expect(sent.json["served"]["next"].names == ["assignment", "task"])
            #expect(try await person.post(path, ["answer": "one"]).json.names == ["annotation"])
            #expect(try await person.post(path, ["answer": "one", "take": 3]).status == 422)
            #expect(try await person.post("projects/\(project)/assignments?take=0").status == 422)
        })
    }

    @Test func aProjectSaysWhoSettlesAndHow() async throws {
        try await TestServer.run(asAdmin: { admin in
            let body: [String: JSON] = [
                "name": "Two", "kind": "classification", "labels": ["cat", "dog"], "policy": "2/3",
                "dispatch": ["order": "random", "seed": 7, "own_uploads": .bool(false)],
                "adjudication": ["experts": 2, "error_kinds": ["blurred"]],
            ]
            let made = try await admin.post("projects", .object(body))
            #expect(made.status == 201, "\(made.detail)")
            #expect(made.json["dispatch"]["order"] == "random" && made.json["dispatch"]["seed"] == 7)
            #expect(made.json["dispatch"]["own_uploads"] == .bool(false))
            #expect(made.json["adjudication"] == ["experts": 2, "error_kinds": ["blurred"]])
            for (field, settings) in [
                ("adjudication.experts", ["experts": 3] as JSON),
                ("adjudication.error_kinds.1", ["error_kinds": ["a", "a"]]),
            ] {
                let refused = try await admin.post(
                    "projects", .object(body.merging(["name": "Other", "adjudication": settings]) { $1 }))
                #expect(refused.status == 422)
                #expect(refused.json["field"].text == field)
            }
        })
    }
}
