import HTTPTypes
import Testing

/// Addresses that hear of a project's events, as managers change them.
@Suite struct WebhookChangeTests {
    private func withWebhook(
        _ body: @Sendable (Caller, _ path: String, _ tag: String) async throws -> Void
    ) async throws {
        try await TestServer.run(asAdmin: { admin in
            let root = "projects/\(try await admin.project())/webhooks"
            let made = try await admin.post(root, ["url": "https://1.1.1.1/a", "events": ["job.done", "job.failed"]])
            try #require(made.status == 201, "\(made.detail)")
            let path = "\(root)/\(made.json["id"].int)"
            try await body(admin, path, #require(try await admin.get(path).headers[.eTag]))
        })
    }

    @Test func aPatchChangesWhatItNames() async throws {
        try await withWebhook { admin, path, tag in
            let done = try await admin.with("If-Match", tag).patch(path, ["url": "https://1.1.1.1/b"])
            #expect(done.status == 200, "\(done.detail)")
            #expect(done.json["url"] == "https://1.1.1.1/b" && done.json["events"] == ["job.done", "job.failed"])
            #expect(done.json["secret"] == .null && done.json["etag"].text == done.headers[.eTag])
            #expect(done.json == (try await admin.get(path).json))
            let late = try await admin.with("If-Match", tag).patch(path, ["events": ["version.frozen"]])
            #expect(late.status == 412)
            #expect(try await admin.patch(path, ["paused": .bool(true)]).status == 428)
            let paused = try await admin.with("If-Match", "*").patch(path, ["paused": .bool(true)])
            #expect(paused.json["paused"] == .bool(true) && paused.json["disabled_at"] == .null)
            #expect(try await admin.post("\(path)/test").status == 409)
            let resumed = try await admin.with("If-Match", "*").patch(path, ["paused": .bool(false)])
            #expect(resumed.json["paused"] == .bool(false))
            let test = try await admin.post("\(path)/test")
            #expect(test.status == 202 && test.json["event"] == "webhook.test")
        }
    }

    @Test(
        arguments: [
            (["secret": "mine"], "secret"), (["url": .null], "url"), (["url": "https://127.0.0.1/"], "url"),
            (["events": []], "events"), (["events": ["webhook.test"]], "events.0"), (["paused": "yes"], "paused"),
        ] as [(JSON, String)])
    func whatCannotBeIsNamed(patch: JSON, field: String) async throws {
        try await withWebhook { admin, path, tag in
            let refused = try await admin.with("If-Match", tag).patch(path, patch)
            #expect(refused.status == 422 && refused.json["field"].text == field, "\(refused.detail)")
            #expect(try await admin.get(path).headers[.eTag] == tag)
        }
    }
}
