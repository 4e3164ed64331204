import HTTPTypes
import Hummingbird
import Testing

@testable import LabelServer

/// POSTs with an `Idempotency-Key`.
@Suite struct IdempotencyTests {
    private static let key = "0b1a6d7e-1111-4222-8333-444455556666"
    private static let replayed = HTTPField.Name("Idempotent-Replayed")!
    private static let draft: JSON = ["name": "Once", "kind": "transcription", "policy": "1/1"]

    @Test func aRepeatedRequestTakesEffectOnce() async throws {
        try await TestServer.run(asAdmin: { admin in
            let caller = admin.with("Idempotency-Key", Self.key)
            let first = try await caller.post("projects", Self.draft)
            #expect(first.status == 201 && first.headers[Self.replayed] == nil)
            let second = try await caller.post("projects", Self.draft)
            #expect(second.status == 201 && second.headers[Self.replayed] == "true")
            #expect(second.body == first.body)
            #expect(second.headers[.contentType] == first.headers[.contentType])
            #expect(try await admin.get("projects").json["projects"].list.count == 1)
        })
    }

    @Test func aKeyIsForOneRequest() async throws {
        try await TestServer.run(asAdmin: { admin in
            let caller = admin.with("Idempotency-Key", Self.key)
            #expect(try await caller.post("projects", Self.draft).status == 201)
            let other: JSON = ["name": "Other", "kind": "transcription", "policy": "1/1"]
            #expect(try await caller.post("projects", other).status == 422)
            #expect(try await caller.post("tokens", Self.draft).status == 422)
            // Another's key is another key.
            let bea = try await admin.annotator("Bea")
            let token: JSON = ["name": "a", "scopes": ["read"]]
            #expect(try await bea.with("Idempotency-Key", Self.key).post("tokens", token).status == 201)
            for wrong in ["short", "sixteen and more, but with blanks"] {
                #expect(try await admin.with("Idempotency-Key", wrong).post("tokens", token).status == 400)
            }
        })
    }

    @Test func refusalsAreRepeatedToo() async throws {
        try await TestServer.run(asAdmin: { admin in
            _ = try await admin.project("Once")
            let caller = admin.with("Idempotency-Key", Self.key)
            let first = try await caller.post("projects", Self.draft)
            let second = try await caller.post("projects", Self.draft)
            #expect(first.status == 409 && second.status == 409 && first.body == second.body)
            #expect(second.headers[.contentType] == "application/problem+json")
        })
    }

    @Test func secretsInAnswersAreOpenedByTheKeyAlone() async throws {
        try await TestServer.run(asAdmin: { admin in
            let caller = admin.with("Idempotency-Key", Self.key)
            let token: JSON = ["name": "a", "scopes": ["read"]]
            let first = try await caller.post("tokens", token).json["token"].text
            #expect(try await caller.post("tokens", token).json["token"].text == first)
            #expect(try await admin.with(token: first).get("projects").status == 200)
            let key = try IdempotencyKey(Self.key)
            let sealed = try key.seal(try await KeptAnswer(.init(status: .ok), upTo: 10))
            #expect(try key.open(sealed).response().status == .ok)
            #expect(throws: (any Error).self) { try IdempotencyKey(Self.key + "7").open(sealed) }
        })
    }

    @Test func oneOfManyAtOnceIsDone() async throws {
        try await TestServer.run(asAdmin: { admin in
            let caller = admin.with("Idempotency-Key", Self.key)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await caller.post("projects", Self.draft).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.contains(201) && statuses.allSatisfy { $0 == 201 || $0 == 409 }, "\(statuses)")
            #expect(try await caller.post("projects", Self.draft).status == 201)
            #expect(try await admin.get("projects").json["projects"].list.count == 1)
        })
    }
}
