import HTTPTypes
import NIOCore
import QuorumCore
import Testing

/// Settings of a project that change by merge patches, each made of the state it names.
@Suite struct SettingsTests {
    private static let type = "application/merge-patch+json"

    private func edit(_ caller: Caller, _ project: Int, _ patch: JSON, of tag: String?) async throws -> Reply {
        let caller = tag.map { caller.with("If-Match", $0) } ?? caller
        return try await caller.patch("projects/\(project)", patch)
    }

    private func tag(_ caller: Caller, _ project: Int) async throws -> String {
        try #require(try await caller.get("projects/\(project)").headers[.eTag])
    }

    @Test func aPatchChangesWhatItNamesAndNothingElse() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let before = try await admin.get("projects/\(project)").json
            let patch: JSON = [
                "guidelines": "# Listen twice", "policy": "2/3", "dispatch": ["order": "random", "seed": 7],
                "gold": ["rate": 0.25, "min_accuracy": 0.5],
            ]
            let done = try await edit(admin, project, patch, of: tag(admin, project))
            #expect(done.status == 200, "\(done.detail)")
            #expect(done.headers[.eTag] == (try await tag(admin, project)))
            let after = try await admin.get("projects/\(project)").json
            #expect(after == done.json)
            #expect(after["guidelines"] == "# Listen twice" && after["policy"] == "2/3")
            #expect(after["guidelines_html"].text.contains("Listen twice</h"))
            #expect(after["dispatch"]["order"] == "random" && after["dispatch"]["own_uploads"] == .bool(true))
            #expect(after["gold"]["min_accuracy"] == 0.5)
            for field in ["name", "kind", "labels", "chunking", "adjudication", "match", "normalisation"] {
                #expect(after[field] == before[field], "\(field)")
            }
            let undone = try await edit(
                admin, project, ["gold": ["min_accuracy": .null], "name": "Numbers"], of: tag(admin, project))
            #expect(undone.json["gold"]["min_accuracy"] == .null && undone.json["gold"]["rate"] == 0.25)
            #expect(undone.json["name"] == "Numbers")
        })
    }

    @Test func whatWasSettledByFewerAnswersIsStillShown() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let ida = try await admin.annotator("ida")
            let served = try await ida.post("projects/\(project)/assignments").json
            _ = try await ida.post("assignments/\(served["assignment"]["id"].int)/annotation", ["answer": "one"])
            #expect(try await edit(admin, project, ["policy": "2/3"], of: tag(admin, project)).status == 200)
            let listed = try await admin.get("projects/\(project)/tasks")
            #expect(listed.status == 200, "\(listed.detail)")
            #expect(listed.json["tasks"].list.map { $0["state"] } == ["settled", "open"])
        })
    }

    @Test func nobodyChangesWhatTheyHaveNotSeen() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let seen = try await tag(admin, project)
            #expect(try await edit(admin, project, ["policy": "1/1"], of: nil).status == 428)
            #expect(try await edit(admin, project, ["policy": "1/1"], of: "\"other\", \(seen)").status == 200)
            let late = try await edit(admin, project, ["policy": "5/5"], of: seen)
            #expect(late.status == 412 && late.headers[.contentType] == "application/problem+json")
            #expect(try await admin.get("projects/\(project)").json["policy"] == "1/1")
            #expect(try await edit(admin, project, ["policy": "2/2"], of: "*").status == 200)
            // Everybody who sees the project sees the same state.
            let annotator = try await admin.annotator("Bea")
            #expect(try await tag(annotator, project) == (try await tag(admin, project)))
        })
    }

    @Test(
        arguments: [
            (["colour": "red"], "colour"), (["gold": ["rte": 1]], "gold.rte"), (["id": 7], "id"),
            (["kind": "rating"], "kind"), (["policy": "4/3"], "policy"), (["policy": .null], "policy"),
            (["gold": ["rate": 2]], "gold.rate"), (["labels": ["a"]], "labels"), (["match": "median"], "match"),
            (["dispatch": ["seed": "x"]], "dispatch.seed"), (["gold": ["feedback": 3]], "gold.feedback"),
            (["name": "Taken"], "name"),
        ] as [(JSON, String)])
    func wrongPatchesNameTheField(patch: JSON, field: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            _ = try await admin.project("Taken")
            let reply = try await edit(admin, project, patch, of: "*")
            #expect(reply.status == (field == "name" ? 409 : 422), "\(reply.detail)")
            #expect(reply.json["field"].text == field, "\(reply.detail)")
        })
    }

    @Test func onlyMergePatchesAreTaken() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let caller = admin.with("If-Match", "*").with("Content-Type", "application/json")
            let reply = try await caller.call(.patch, "projects/\(project)", .init(string: "{}"))
            #expect(reply.status == 415)
            #expect(reply.headers[HTTPField.Name("Accept-Patch")!] == Self.type)
            #expect(try await edit(admin, project, ["a"], of: "*").status == 400)
        })
    }

    @Test func theRecordHasWhatWasAndWhatIs() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            _ = try await edit(admin, project, ["policy": "2/3", "guidelines": "Listen."], of: "*")
            // What changes nothing is no event.
            _ = try await edit(admin, project, ["policy": "2/3"], of: "*")
            let events = try await admin.get("audit").json["events"].list.filter { $0["action"] == "project.changed" }
            #expect(events.count == 1)
            #expect(
                events.first?["detail"].text
                    == #"{"after":{"guidelines":"Listen.","policy":"2/3"},"#
                    + #""before":{"guidelines":"Write what you hear.","policy":"4/7"}}"#)
        })
    }

    @Test func aRoleIsGivenToWhomOneKnows() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            _ = try await admin.annotator("Bea")
            let members = "projects/\(project)/members"
            let bea = try #require(try await admin.get(members).json["members"].list.first { $0["name"] == "Bea" })
            let path = "\(members)/\(bea["id"].int)"
            let shown = try await admin.get(path)
            let tag = try #require(shown.headers[.eTag])
            #expect(shown.json == bea && bea["etag"].text == tag)
            #expect(try await admin.put(path, ["role": "viewer"]).status == 428)
            #expect(try await admin.with("If-Match", tag).put(path, ["role": "viewer"]).status == 204)
            #expect(try await admin.with("If-Match", tag).put(path, ["role": "manager"]).status == 412)
            #expect(try await admin.get(path).json["role"] == "viewer")
        })
    }
}
