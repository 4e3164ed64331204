import LabelStore
import QuorumCore
import Testing

@Suite("Accounts in the store")
struct AccountStoreTests {
    private let now = World.now

    @Test("There is one first admin", arguments: Database.available)
    func firstAdmin(database: Database) async throws {
        try await database.withStore { store in
            #expect(try await !store.hasUsers())
            let admin = try await store.createFirstAdmin(name: "Ada", passwordHash: "h", at: now)
            #expect(admin.role == .admin)
            #expect(try await store.hasUsers())
            await expectRefusal(.conflict) {
                _ = try await store.createFirstAdmin(name: "Eve", passwordHash: "h", at: now)
            }
            #expect(try await store.users() == [admin])
        }
    }

    @Test("Of many who want to be first admin at once, one is", arguments: Database.available)
    func firstAdminRace(database: Database) async throws {
        try await database.withStore { store in
            let winners = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        (try? await store.createFirstAdmin(name: "a\(number)", passwordHash: "h", at: World.now)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let users = try await store.users()
            #expect(winners == 1)
            #expect(users.count == 1)
        }
    }

    @Test("A name is taken in whatever case", arguments: Database.available)
    func names(database: Database) async throws {
        try await database.withStore { store in
            let admin = try await store.createFirstAdmin(name: "Ada", passwordHash: "secret", at: now)
            await expectRefusal(.conflict, mentioning: "ADA") {
                _ = try await store.createUser(
                    name: "ADA", passwordHash: "h", role: .member, by: admin.id, at: now)
            }
            let found = try #require(try await store.credentials(of: "aDA"))
            #expect(found.user == admin)
            #expect(found.passwordHash == "secret")
            #expect(try await store.credentials(of: "Bob") == nil)
        }
    }

    @Test("A session lasts until it expires or is deleted", arguments: Database.available)
    func sessions(database: Database) async throws {
        try await database.withStore { store in
            let admin = try await store.createFirstAdmin(name: "Ada", passwordHash: "h", at: now)
            let end = now.advanced(by: .seconds(10))
            try await store.createSession(tokenHash: "t", user: admin.id, expiresAt: end, at: now)
            func user(_ hash: String, at: Timestamp) async throws -> User? {
                try await store.admission(of: .session(hash: hash), to: nil, at: at)?.user
            }
            #expect(try await user("t", at: now) == admin)
            #expect(try await user("u", at: now) == nil)
            #expect(try await user("t", at: end) == nil)
            try await store.deleteSession(tokenHash: "t", of: admin.id, at: now)
            #expect(try await user("t", at: now) == nil)
            let events = try await store.auditEvents(after: 0, limit: 10)
            #expect(events.map(\.action) == ["user.created", "session.opened", "session.closed"])
        }
    }

    @Test("A text with NUL is refused, not cut short", arguments: Database.available)
    func nul(database: Database) async throws {
        try await database.withStore { store in
            await expectRefusal(.invalid, mentioning: "NUL") {
                _ = try await store.createFirstAdmin(name: "A\0da", passwordHash: "h", at: now)
            }
            let hasUsers = try await store.hasUsers()
            #expect(!hasUsers)
        }
    }

    @Test("What was done is recorded in a chain that shows every change", arguments: Database.available)
    func audit(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", people: 2, chunks: 1)
            for person in world.people { try await world.answer(person, "Yes") }
            _ = try await world.freeze()
            let events = try await store.auditEvents(after: 0, limit: 1000)
            #expect(events.map(\.sequence) == (1...events.count).map(Int64.init))
            #expect(try await store.verifyAudit().faults.isEmpty)
            for action in [
                "user.created", "project.created", "source.added", "source.chunked", "annotation.submitted",
                "task.settled", "version.frozen",
            ] {
                #expect(events.contains { $0.action == action }, "\(action)")
            }
        }
    }
}
