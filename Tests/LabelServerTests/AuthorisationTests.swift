import HTTPTypes
import Testing

@Suite struct AuthorisationTests {
    @Test func aMadeUpTokenOpensNothing() async throws {
        try await TestServer.run { visitor, _ in
            for token in ["made-up", "quorum_made-up", ""] {
                let reply = try await visitor.with(token: token).get("projects")
                #expect(reply.status == 401)
                #expect(reply.headers[.contentType] == "application/problem+json")
            }
        }
    }

    @Test func tasksAreClosedToThoseNotAsked() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.projectWithTasks(policy: "1/1", tones: 2)
            let (asked, other) = (try await admin.annotator("Bea"), try await admin.annotator("Cay"))
            let task = try await asked.post("projects/\(project)/assignments").json["task"]
            #expect(try await asked.get(task["audio"].text).status == 200)
            let outsider = try await admin.outsider("Dan")
            #expect(try await outsider.get(task["audio"].text).status == 404)
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
