import HTTPTypes
import Testing

@Suite struct AuthorisationTests {
    static let forUsers: [(HTTPRequest.Method, String)] = [
        (.get, "session"), (.delete, "session"), (.get, "projects"), (.get, "projects/1"),
        (.get, "projects/1/progress"), (.post, "projects/1/assignments"), (.post, "assignments/1/annotation"),
        (.post, "assignments/1/heartbeat"), (.delete, "assignments/1"), (.get, "tasks/1/audio"),
        (.get, "tasks/1/peaks"),
    ]
    static let forAdmins: [(HTTPRequest.Method, String)] = [
        (.get, "users"), (.post, "users"), (.post, "projects"), (.get, "projects/1/sources"),
        (.post, "projects/1/sources?filename=a.wav"), (.get, "projects/1/tasks"), (.get, "projects/1/versions"),
        (.post, "projects/1/versions"), (.post, "projects/1/versions/v1/exports"),
        (.post, "projects/1/versions/v1/report"), (.get, "projects/1/jobs"),
        (.get, "projects/1/versions/v1/report.html"), (.get, "projects/1/versions/v1/report.json"),
        (.get, "projects/1/versions/v1/exports/parquet"), (.get, "projects/1/versions/v1/exports/parquet/a/b"),
    ]

    @Test func nobodyGetsInWithoutLogin() async throws {
        try await TestServer.run { visitor, _ in
            for (method, path) in Self.forUsers + Self.forAdmins {
                let reply = try await visitor.call(method, path)
                #expect(reply.status == 401, "\(method) \(path)")
                #expect(reply.headers[.contentType] == "application/problem+json")
                #expect(try await visitor.with(token: "made-up").call(method, path).status == 401, "\(method) \(path)")
            }
        }
    }

    @Test func annotatorsDoNoAdminWork() async throws {
        try await TestServer.run(asAdmin: { admin in
            let annotator = try await admin.annotator("Bea")
            for (method, path) in Self.forAdmins {
                #expect(try await annotator.call(method, path).status == 403, "\(method) \(path)")
            }
        })
    }

    @Test func tasksAreClosedToThoseNotAsked() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let (asked, other) = (try await admin.annotator("Bea"), try await admin.annotator("Cay"))
            let task = try await asked.post("projects/\(project)/assignments").json["task"]
            #expect(try await asked.get(task["audio"].text).status == 200)
            #expect(try await other.get(task["audio"].text).status == 403)
            #expect(try await other.get(task["peaks"].text).status == 403)
            #expect(try await admin.get(task["audio"].text).status == 200)
        })
    }

    @Test func assignmentsBelongToTheirAnnotator() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let (asked, other) = (try await admin.annotator("Bea"), try await admin.annotator("Cay"))
            let served = try await asked.post("projects/\(project)/assignments").json
            let path = "assignments/\(served["assignment"]["id"].int)"
            #expect(try await other.post("\(path)/annotation", ["answer": "one"]).status == 403)
            #expect(try await other.post("\(path)/heartbeat").status == 403)
            #expect(try await other.delete(path).status == 403)
        })
    }

    @Test func cookieNeedsTheMarkToChangeAnything() async throws {
        try await TestServer.run { visitor, token in
            let made = try await visitor.post(
                "setup", ["token": .text(token), "name": "Ada", "password": "correct horse"])
            let cookie = try #require(made.headers[.setCookie])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
            let browser = visitor.with("Cookie", String(cookie.prefix { $0 != ";" }))
            #expect(try await browser.get("session").json["user"]["name"].text == "Ada")
            let project: JSON = ["name": "P", "kind": "transcription", "policy": "1/1"]
            #expect(try await browser.post("projects", project).status == 403)
            #expect(try await browser.with("X-Quorum-Request", "1").post("projects", project).status == 201)
            #expect(try await browser.delete("session").status == 403)
            #expect(try await browser.with("X-Quorum-Request", "1").delete("session").status == 204)
            #expect(try await browser.get("session").status == 401)
        }
    }
}
