import LabelStore
import QuorumCore

/// Who asks, and the session that proves it.
struct Identity: Sendable {
    let user: User
    let token: Secret
}

/// Accounts and sessions.
struct AccountService: Sendable {
    private static let longestName = 64
    private static let shortestPassword = 8
    private static let longestPassword = 1024

    private let store: LabelStore
    private let hasher: PasswordHasher
    private let throttle = LoginThrottle()
    private let sessionLength: Duration
    /// Stands in for a name nobody has, so that its login takes as long as any.
    private let decoy: String

    init(store: LabelStore, hasher: PasswordHasher, sessionLength: Duration) {
        self.store = store
        self.hasher = hasher
        self.sessionLength = sessionLength
        decoy = hasher.decoy()
    }

    func createFirstAdmin(name: String, password: String) async throws -> Identity {
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        let hash = try await hash(password)
        return try await openSession(of: store.createFirstAdmin(name: name, passwordHash: hash, at: .now))
    }

    func createUser(name: String, password: String, role: String, by admin: User) async throws -> User {
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        let role = try FieldRules.choice(role, field: "role", of: Role.self)
        let hash = try await hash(password)
        return try await store.createUser(name: name, passwordHash: hash, role: role, by: admin.id, at: .now)
    }

    func users() async throws -> [User] { try await store.users() }

    /// - Throws: `Problem`: 401 for a wrong name or password, whichever it is; 429 after too many.
    func logIn(name: String, password: String, from address: String) async throws -> Identity {
        let name = FieldRules.composed(name)
        let key = LoginThrottle.Key(name: String(name.prefix(Self.longestName)), address: address)
        try throttle.begin(key, at: .now)
        // No name has a zero character, and no database takes one.
        let known = name.utf8.contains(0) ? nil : try await store.credentials(of: name)
        let fits = password.utf8.count <= Self.longestPassword
        let matches = try await hasher.verify(fits ? password : "", against: known?.passwordHash ?? decoy)
        guard let known, matches, fits else {
            throw Problem.unauthorized("The name or the password is wrong; check both.")
        }
        throttle.succeeded(key)
        return try await openSession(of: known.user)
    }

    func logOut(_ token: Secret) async throws {
        try await store.deleteSession(tokenHash: token.hash)
    }

    func identity(of token: Secret) async throws -> Identity? {
        try await store.user(forSession: token.hash, at: .now).map { Identity(user: $0, token: token) }
    }

    private func openSession(of user: User) async throws -> Identity {
        let token = Secret()
        let now = Timestamp.now
        try await store.createSession(
            tokenHash: token.hash, user: user.id, expiresAt: now.advanced(by: sessionLength), at: now)
        return Identity(user: user, token: token)
    }

    private func hash(_ password: String) async throws -> String {
        guard password.unicodeScalars.count >= Self.shortestPassword else {
            throw Problem.invalid(
                "password", "The password is too short; use at least \(Self.shortestPassword) characters.")
        }
        guard password.utf8.count <= Self.longestPassword else {
            throw Problem.invalid("password", "The password is too long; use at most \(Self.longestPassword) bytes.")
        }
        return try await hasher.hash(password)
    }
}
