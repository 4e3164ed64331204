import Testing

/// Tasks that look alike over HTTP, from the search to a label taken back.
@Suite struct GroupTests {
    /// A project with three tasks, each contested by the same two answers but for a letter; its address.
    private func contested(_ admin: Caller) async throws -> String {
        let project = try await admin.projectWithTasks(policy: "2/2", tones: 3)
        for (name, answers) in [("ida", ["one two", "One, two.", "one twoo"]), ("jon", ["x", "y", "z"])] {
            let person = try await admin.annotator(name)
            for answer in answers {
                let served = try await person.post("projects/\(project)/assignments").json
                _ = try await person.post(
                    "assignments/\(served["assignment"]["id"].int)/annotation", ["answer": .text(answer)])
            }
        }
        return "projects/\(project)"
    }

    @Test func anExpertSettlesAGroupAndUndoesIt() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await contested(admin)
            let found = try await admin.post("\(project)/groups", ["basis": "answer"])
            #expect(found.status == 201, "\(found.detail)")
            #expect(found.json["compared"].int == 3)
            #expect(found.json["groups"].list.count == 1)
            #expect(try await admin.post("\(project)/groups", ["basis": "answer"]).json["groups"].list.isEmpty)

            let listed = try await admin.get("\(project)/groups?state=proposed").json["groups"][0]
            #expect(listed["waiting"].int == 3)
            #expect(listed["example"]["annotations"][0]["answer"] == "one two")
            let group = "\(project)/groups/\(listed["group"]["id"].int)"
            let shown = try await admin.get("\(group)?limit=2").json
            #expect(shown["tasks"].list.count == 2)
            let rest = try await admin.get("\(group)?limit=2&after=\(shown["next"].int)").json
            #expect(rest["tasks"].list.count == 1 && rest["next"] == .null)

            let early = try await admin.post(
                "\(group)/acts", ["revision": 0, "action": "settle", "label": "one two"])
            #expect(early.status == 409 && early.detail.contains("confirm"), "\(early.detail)")
            let confirmed = try await admin.post("\(group)/acts", ["revision": 0, "action": "confirm"])
            #expect(confirmed.status == 201 && confirmed.json["group"]["state"] == "confirmed")
            let settled = try await admin.post(
                "\(group)/acts",
                ["revision": 1, "action": "settle", "label": "one two", "errors": ["spelling"], "note": "all three"])
            #expect(settled.status == 201, "\(settled.detail)")
            #expect(settled.json["group"]["state"] == "settled" && settled.json["act"]["tasks"].int == 3)
            #expect(try await admin.get("\(project)/progress").json["tasks"]["settled"].int == 3)
            let decisions = try await admin.get("\(project)/adjudications").json["adjudications"].list
            #expect(decisions.allSatisfy { $0["group_act"].int == settled.json["act"]["id"].int })

            let acts = try await admin.get("\(project)/group-acts").json["acts"].list
            #expect(acts.map { $0["action"] } == ["settle", "confirm"])
            let path = "\(project)/group-acts/\(acts[0]["id"].int)"
            #expect(try await admin.delete("\(project)/group-acts/\(acts[1]["id"].int)").status == 409)
            #expect(try await admin.delete(path).json["group"]["state"] == "confirmed")
            #expect(try await admin.delete(path).status == 409)
            #expect(try await admin.get("\(project)/progress").json["tasks"]["contested"].int == 3)
        })
    }

    @Test func whatMakesNoSenseSaysWhy() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await contested(admin)
            let searches: [(JSON, String)] = [
                (["basis": "colour"], "basis"), (["basis": "answer", "likeness": 0.2], "likeness"), ([:], "basis"),
            ]
            for (body, field) in searches {
                let refused = try await admin.post("\(project)/groups", body)
                #expect(refused.status == 422 && refused.json["field"].text == field, "\(refused.detail)")
            }
            let exact = try await admin.post("\(project)/groups", ["basis": "answer", "likeness": 1]).json["groups"]
            let group = "\(project)/groups/\(exact[0].int)"
            #expect(try await admin.get(group).json["group"]["tasks"].int == 2, "equal but for case and punctuation")
            let acts: [(JSON, Int, String)] = [
                (["action": "praise", "revision": 0], 422, "action"), (["action": "confirm"], 422, "revision"),
                (["action": "remove", "revision": 0], 422, "tasks"),
                (["action": "merge", "revision": 0], 422, "groups"),
                (["action": "confirm", "revision": 0, "tasks": [0]], 422, "tasks"),
                (["action": "confirm", "revision": 0, "label": ""], 422, "label"),
                (["action": "settle", "revision": 0], 422, "label"),
                (["action": "settle", "revision": 0, "label": " "], 422, "label"),
                (["action": "confirm", "revision": 4], 409, ""),
            ]
            for (body, status, field) in acts {
                let refused = try await admin.post("\(group)/acts", body)
                #expect(refused.status == status, "\(refused.detail)")
                if !field.isEmpty { #expect(refused.json["field"].text == field, "\(refused.detail)") }
            }
            let other = try await admin.project("Other")
            #expect(try await admin.get("projects/\(other)/groups/\(exact[0].int)").status == 404)
            #expect(try await admin.delete("projects/\(other)/group-acts/1").status == 404)
            #expect(try await admin.get("\(project)/groups?state=lost").status == 422)
        })
    }
}
