import LabelStore
import QuorumCore
import Testing

/// Requests with a key of their caller's.
@Suite("A request that may be repeated")
struct RepeatableRequestTests {
    private static let lease = Duration.seconds(60)

    private func attempt(_ claim: String, by user: UserID, key: String = "key") -> RepeatableRequest {
        RepeatableRequest(user: user, keyHash: key, claim: claim)
    }

    private func begin(
        _ store: LabelStore, _ request: RepeatableRequest, fingerprint: String = "one", after: Duration = .zero
    ) async throws -> RepeatStanding {
        try await store.begin(
            request, fingerprint: fingerprint, lease: Self.lease, keeping: .seconds(3600),
            at: World.now.advanced(by: after))
    }

    private func addPerson(_ name: String, in store: LabelStore, for request: RepeatableRequest) async throws {
        try await RepeatableRequest.$current.withValue(request) {
            let admin = request.user
            _ = try await store.createUser(
                name: name, passwordHash: "hash", role: .member, by: admin, at: World.now)
        }
    }

    private func withAdmin(
        _ database: Database, _ body: (LabelStore, UserID) async throws -> Void
    ) async throws {
        try await database.withStore { store in
            let admin = try await store.createFirstAdmin(name: "Ada", passwordHash: "hash", at: World.now)
            try await body(store, admin.id)
        }
    }

    @Test("It is done once, and its answer is kept", arguments: Database.available)
    func once(database: Database) async throws {
        try await withAdmin(database) { store, admin in
            let first = attempt("a", by: admin)
            #expect(try await begin(store, first) == .claimed)
            #expect(try await begin(store, attempt("b", by: admin)) == .inProgress)
            try await addPerson("Bea", in: store, for: first)
            #expect(try await begin(store, attempt("b", by: admin)) == .inProgress)
            try await store.keep(answer: "sealed", to: first)
            #expect(try await begin(store, attempt("b", by: admin)) == .answered("sealed"))
            #expect(try await begin(store, attempt("b", by: admin), fingerprint: "two") == .otherRequest)
            #expect(try await begin(store, attempt("c", by: admin, key: "other")) == .claimed)
            let other = try #require(try await store.users().first { $0.name == "Bea" })
            #expect(try await begin(store, attempt("d", by: other.id)) == .claimed)
            // In the end the key is forgotten.
            #expect(try await begin(store, attempt("e", by: admin), after: .seconds(3600)) == .claimed)
        }
    }

    @Test("One that died before it did anything is done by its repetition", arguments: Database.available)
    func takenOver(database: Database) async throws {
        try await withAdmin(database) { store, admin in
            let (slow, second) = (attempt("a", by: admin), attempt("b", by: admin))
            #expect(try await begin(store, slow) == .claimed)
            #expect(try await begin(store, second, after: Self.lease) == .claimed)
            // The first was only slow: what it writes now does not take effect.
            await expectRefusal(.conflict) { try await addPerson("Bea", in: store, for: slow) }
            #expect(try await store.users().map(\.name) == ["Ada"])
            try await addPerson("Bea", in: store, for: second)
            try await store.keep(answer: "late", to: slow)
            try await store.keep(answer: "right", to: second)
            #expect(try await begin(store, slow) == .answered("right"))
        }
    }

    @Test("One that died after it took effect is not done again", arguments: Database.available)
    func answerLost(database: Database) async throws {
        try await withAdmin(database) { store, admin in
            let first = attempt("a", by: admin)
            #expect(try await begin(store, first) == .claimed)
            try await addPerson("Bea", in: store, for: first)
            try await store.giveUp(first)
            #expect(try await begin(store, attempt("b", by: admin), after: Self.lease) == .answerLost)
        }
    }

    @Test("One that changed nothing may be tried again at once", arguments: Database.available)
    func givenUp(database: Database) async throws {
        try await withAdmin(database) { store, admin in
            let first = attempt("a", by: admin)
            #expect(try await begin(store, first) == .claimed)
            await expectRefusal(.conflict) { try await addPerson("Ada", in: store, for: first) }
            try await store.giveUp(first)
            #expect(try await begin(store, attempt("b", by: admin)) == .claimed)
        }
    }

    @Test("Whoever is erased leaves no keys", arguments: Database.available)
    func erased(database: Database) async throws {
        try await withAdmin(database) { store, admin in
            let bea = try await store.createUser(
                name: "Bea", passwordHash: "hash", role: .member, by: admin, at: World.now)
            #expect(try await begin(store, attempt("a", by: bea.id)) == .claimed)
            _ = try await store.erase(userNamed: "Bea", at: World.now)
            #expect(try await begin(store, attempt("b", by: bea.id)) == .claimed)
        }
    }
}
