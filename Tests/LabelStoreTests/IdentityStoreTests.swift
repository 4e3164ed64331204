import LabelStore
import QuorumCore
import Testing

@Suite("Identities at providers of log-ins")
struct IdentityStoreTests {
    private let now = World.now
    private let ada = ExternalIdentity(issuer: "https://login.example.org", subject: "1")

    private func invitation(_ world: World, _ hash: String) async throws {
        _ = try await world.store.invite(
            to: world.project.id, as: .reviewer, tokenHash: hash, expiresAt: now.advanced(by: .seconds(60)),
            by: world.admin.id, at: now)
    }

    @Test("An invitation makes an account with the identity, once", arguments: Database.available)
    func invited(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, people: 0)
            try await invitation(world, "t")
            let (user, project) = try await store.accept(tokenHash: "t", as: ada, named: "ADA", at: now)
            // The admin is named so.
            #expect(user.name == "ADA 2" && user.role == .member && project == world.project.id)
            #expect(try await store.member(user.id, of: project).role == .reviewer)
            #expect(try await store.user(with: ada) == user)
            let elsewhere = ExternalIdentity(issuer: "https://other.example.org", subject: "1")
            #expect(try await store.user(with: elsewhere) == nil)
            await expectRefusal(.notFound) {
                _ = try await store.accept(tokenHash: "t", as: elsewhere, named: "Eve", at: now)
            }
            #expect(try await store.users().count == 2)

            // The same person may accept for another project, not for one they are in.
            try await invitation(world, "again")
            await expectRefusal(.conflict, mentioning: "member") {
                _ = try await store.accept(tokenHash: "again", as: ada, named: "ADA", at: now)
            }
            _ = try await store.invitation(tokenHash: "again", at: now)
        }
    }

    @Test("Nobody else's account can be taken by a name", arguments: Database.available)
    func names(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, people: 0)
            let user = try await store.signUp(ada, named: "Bea", at: now)
            #expect(try await store.signUp(ada, named: "Other", at: now) == user)
            let second = try await store.signUp(.init(issuer: ada.issuer, subject: "2"), named: "bea", at: now)
            #expect(second.name == "bea 2")
            // An admin's new account of the name does not become this one, as it does where nobody can log in.
            await expectRefusal(.conflict) {
                _ = try await store.createUser(
                    name: "Bea", passwordHash: "h", role: .member, by: world.admin.id, at: now)
            }
            let actions = try await store.auditEvents(after: 0, limit: 1000).filter { $0.actor == user.id }
            #expect(actions.map(\.action) == ["user.created", "identity.connected"])
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Connecting and disconnecting", arguments: Database.available)
    func connecting(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, people: 1)
            let person = world.people[0]
            try await store.connect(ada, to: person.id, at: now)
            try await store.connect(ada, to: person.id, at: now)
            await expectRefusal(.conflict) { try await store.connect(ada, to: world.admin.id, at: now) }
            let connected = try #require(try await store.identities(of: person.id).first)
            #expect(connected.issuer == ada.issuer && connected.connectedAt == now)
            await expectRefusal(.notFound) {
                try await store.disconnect(connected.id, from: world.admin.id, at: now)
            }
            try await store.disconnect(connected.id, from: person.id, at: now)
            #expect(try await store.user(with: ada) == nil)

            // Who has no password keeps the last one.
            let guest = try await store.signUp(ada, named: "Guest", at: now)
            let only = try #require(try await store.identities(of: guest.id).first)
            await expectRefusal(.conflict, mentioning: "no password") {
                try await store.disconnect(only.id, from: guest.id, at: now)
            }
            #expect(try await store.user(with: ada) == guest)
            try await store.connect(.init(issuer: ada.issuer, subject: "2"), to: guest.id, at: now)
            try await store.disconnect(only.id, from: guest.id, at: now)
            #expect(try await store.identities(of: guest.id).count == 1)
        }
    }

    @Test("An erased person is not known any more", arguments: Database.available)
    func erased(database: Database) async throws {
        try await database.withStore { store in
            _ = try await World.make(in: store, people: 0)
            let user = try await store.signUp(ada, named: "Bea", at: now)
            _ = try await store.erase(userNamed: "Bea", at: now)
            #expect(try await store.user(with: ada) == nil)
            #expect(try await store.signUp(ada, named: "Bea", at: now).id != user.id)
        }
    }
}
