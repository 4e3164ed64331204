import Foundation
import HTTPTypes
import LabelStore
import QuorumCore
import Testing

@testable import LabelServer

@Suite struct AccountTests {
    @Test func setUpWorksOnceAndOnlyWithItsToken() async throws {
        try await TestServer.run { visitor, token in
            #expect(try await visitor.get("setup").json["needed"] == .bool(true))
            let file = try String(contentsOfFile: visitor.data + "/setup-token", encoding: .utf8)
            #expect(file == token + "\n")
            func setUp(_ token: String, _ password: String) async throws -> Reply {
                try await visitor.post(
                    "setup", ["token": .text(token), "name": "Ada", "password": .text(password)])
            }
            #expect(try await setUp("wrong", "long enough").status == 403)
            #expect(try await setUp(token, "short").json["field"].text == "password")
            #expect(try await setUp(token, "long enough").status == 201)
            #expect(try await setUp(token, "long enough").status == 409)
            #expect(try await visitor.get("setup").json["needed"] == .bool(false))
            #expect(!FileManager.default.fileExists(atPath: visitor.data + "/setup-token"))
        }
    }

    @Test func wrongNameAndWrongPasswordLookAlike() async throws {
        try await TestServer.run(asAdmin: { admin in
            let wrongName = try await admin.post("session", ["name": "Nobody", "password": "long enough"])
            let wrongPassword = try await admin.post("session", ["name": "Ada", "password": "long enough"])
            #expect(wrongName.status == 401)
            #expect(wrongName.body == wrongPassword.body)
        })
    }

    @Test func guessingIsSlowedDown() async throws {
        try await TestServer.run(asAdmin: { admin in
            for _ in 0..<LoginThrottle.rules.freeTries {
                #expect(try await admin.post("session", ["name": "Ada", "password": "guess guess"]).status == 401)
            }
            let refused = try await admin.post(
                "session", ["name": "Ada", "password": .text(TestServer.adminPassword)])
            #expect(refused.status == 429)
            #expect(refused.headers[.retryAfter] != nil)
        })
    }

    @Test func throttleForgetsAfterItsPause() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try await LabelStore.open(.sqlite(path: folder + "/quorum.sqlite"))
        // Two servers share the count.
        let (throttle, other) = (LoginThrottle(store: store), LoginThrottle(store: store))
        let key = LoginThrottle.Key(name: "Ada", address: "::1")
        let start = Timestamp(milliseconds: 0)
        for _ in 0..<LoginThrottle.rules.freeTries { try await throttle.begin(key, at: start) }
        await #expect(throws: Problem.self) { try await other.begin(key, at: start) }
        // Logging in takes a name in any case, so a try in another case is one more.
        let sameName = LoginThrottle.Key(name: "ADA", address: "::1")
        await #expect(throws: Problem.self) { try await throttle.begin(sameName, at: start) }
        try await throttle.begin(.init(name: "Ada", address: "::2"), at: start)
        let later = start.advanced(by: LoginThrottle.rules.pause)
        try await throttle.begin(key, at: later)
        await #expect(throws: Problem.self) { try await throttle.begin(key, at: later) }
        try await throttle.succeeded(key)
        try await throttle.begin(key, at: later)
        await store.close()
    }

    @Test func guessesMadeAtOnceAreCounted() async throws {
        try await TestServer.run(asAdmin: { admin in
            let start = ContinuousClock.now
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await admin.post("session", ["name": "Ada", "password": "guess guess"]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let tries = statuses.count { $0 == 401 }
            // On a machine so busy that it takes longer than a pause, there is one more for each.
            let pauses = Int((ContinuousClock.now - start) / LoginThrottle.rules.pause)
            #expect((0...pauses).contains(tries - LoginThrottle.rules.freeTries))
            #expect(statuses.count { $0 == 429 } == 40 - tries)
        })
    }

    @Test func passwordsAreSaltedAndVerified() async throws {
        let hasher = PasswordHasher(cost: PasswordCost(logRounds: 4, blockSize: 8, parallelism: 1))
        let hash = try await hasher.hash("pässword")
        #expect(hash.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(try await hasher.hash("pässword") != hash)
        #expect(try await hasher.verify("pässword", against: hash))
        #expect(try await !hasher.verify("password", against: hash))
        #expect(try await !hasher.verify("pässword", against: "plain"))
        // A hash keeps its cost when the server's changes.
        let dearer = PasswordHasher(cost: PasswordCost(logRounds: 5, blockSize: 8, parallelism: 1))
        #expect(try await dearer.verify("pässword", against: hash))
    }

    @Test(
        arguments: [
            (["name": "", "password": "long enough", "role": "annotator"], "name"),
            (["name": "Bea", "password": "1234567", "role": "annotator"], "password"),
            (["name": "Bea", "password": "long enough", "role": "king"], "role"),
            (["name": "Bea", "password": "long enough"], "role"),
            (["name": 5, "password": "long enough", "role": "annotator"], "name"),
        ] as [(JSON, String)])
    func badAccountsNameTheirField(user: JSON, field: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let reply = try await admin.post("users", user)
            #expect(reply.status == 422)
            #expect(reply.json["field"].text == field)
        })
    }

    @Test(arguments: ["[]", "null", "7", "{\"name\": ", ""])
    func aBodyThatIsNoObjectIsABadRequest(body: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let reply = try await admin.with("Content-Type", "application/json").send("users", [UInt8](body.utf8))
            #expect(reply.status == 400)
            #expect(reply.json["detail"].text.contains("object"))
        })
    }

    @Test func aNameNobodyCanHaveFailsLikeAnyOther() async throws {
        try await TestServer.run(asAdmin: { admin in
            let reply = try await admin.post("session", ["name": "a\0b", "password": "long enough"])
            #expect(reply.status == 401)
        })
    }

    @Test func equivalentSpellingsAreOneName() async throws {
        try await TestServer.run(asAdmin: { admin in
            let (composed, decomposed) = ("Zo\u{E9}", "Zoe\u{301}")
            _ = try await admin.annotator(decomposed)
            let again = try await admin.post(
                "users", ["name": .text(composed), "password": "long enough", "role": "annotator"])
            #expect(again.status == 409)
            for name in [composed, decomposed] {
                let login = try await admin.post("session", ["name": .text(name), "password": .text(Caller.password)])
                #expect(login.status == 201)
            }
        })
    }

    @Test func namesAreUnique() async throws {
        try await TestServer.run(asAdmin: { admin in
            _ = try await admin.annotator("Bea")
            let again = try await admin.post(
                "users", ["name": "Bea", "password": "long enough", "role": "annotator"])
            #expect(again.status == 409)
        })
    }
}
