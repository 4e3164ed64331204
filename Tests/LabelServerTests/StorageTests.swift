import HTTPTypes
import Testing

/// What a project takes of files, as several people change it.
@Suite struct StorageTests {
    private func tag(_ caller: Caller, _ project: Int) async throws -> String {
        try #require(try await caller.get("projects/\(project)/storage").headers[.eTag])
    }

    @Test func nobodyChangesRulesTheyHaveNotSeen() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let (quota, rules) = ("projects/\(project)/storage/quota", "projects/\(project)/storage/rules")
            let seen = try await tag(admin, project)
            #expect(try await admin.put(quota, ["bytes": 100]).status == 428)
            #expect(try await admin.put(rules, ["types": ["wav"]]).status == 428)
            let first = try await admin.with("If-Match", seen).put(rules, ["types": ["wav"]])
            let after = try await admin.get("projects/\(project)/storage")
            #expect(first.status == 200 && first.json == after.json)
            #expect(first.headers[.eTag] == after.headers[.eTag])
            // Rules and quota are one state: whoever sets one has seen the other.
            for (path, change) in [(quota, ["bytes": 100] as JSON), (rules, ["types": ["mp3"]] as JSON)] {
                let late = try await admin.with("If-Match", seen).put(path, change)
                #expect(late.status == 412 && late.detail.contains("read it again"))
            }
            #expect(try await admin.with("If-Match", tag(admin, project)).put(quota, ["bytes": 100]).status == 200)
            let now = try await admin.get("projects/\(project)/storage").json
            #expect(now["types"] == ["wav"] && now["quota"] == 100)
        })
    }

    @Test func useChangesNoTagAndTheSameAgainNoRecord() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let rules = "projects/\(project)/storage/rules"
            let wish: JSON = ["needs_licence": .bool(true), "retention": ["media_days": 30]]
            let done = try await admin.with("If-Match", "*").put(rules, wish)
            #expect(try await admin.upload([65, 66], as: "a.txt", to: project, "&licence=CC0").status == 201)
            #expect(try await tag(admin, project) == done.headers[.eTag])
            #expect(try await admin.with("If-Match", "*").put(rules, wish).status == 200)
            let told = try await admin.get("audit?limit=200").json["events"].list.map { $0["action"].text }
            #expect(told.count { $0 == "storage.rules" } == 1)
            #expect(!told.contains("storage.quota"))
        })
    }
}
