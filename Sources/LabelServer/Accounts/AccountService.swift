import LabelStore
import QuorumCore

/// A new session: whose it is, and the secret that proves it.
struct Identity: Sendable {
    let user: User
    let token: Secret
}

/// Accounts and sessions.
struct AccountService: Sendable {
    static let longestName = 64
    private static let shortestPassword = 8
    private static let longestPassword = 1024

    private let store: LabelStore
    private let hasher: PasswordHasher
    private let throttle: LoginThrottle
    private let sessionLength: Duration
    /// Whether people may log in by password, and new ones choose one; the first admin always may.
    private let allowsPasswords: Bool

    init(store: LabelStore, hasher: PasswordHasher, sessionLength: Duration, allowsPasswords: Bool) {
        self.store = store
        self.hasher = hasher
        self.sessionLength = sessionLength
        self.allowsPasswords = allowsPasswords
        throttle = LoginThrottle(store: store)
    }

    func createFirstAdmin(name: String, password: String) async throws -> Identity {
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        let hash = try await hash(password)
        return try await openSession(of: store.createFirstAdmin(name: name, passwordHash: hash, at: .now))
    }

    /// - Parameters:
    ///   - role: `admin`, `member`, or the role in projects.
    ///   - projects: those they are a member of from the start; nil: all there are, for an annotator or a viewer.
    func createUser(
        name: String, password: String, role: String, projects: [ProjectID]?, by admin: User
    ) async throws -> User {
        try checkPasswordsAllowed()
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        guard let projectRole = ProjectRole(rawValue: role) else {
            guard let serviceRole = ServiceRole(rawValue: role) else {
                let known = (ServiceRole.allCases.map(\.rawValue) + ProjectRole.allCases.map(\.rawValue))
                throw Problem.invalid(
                    "role",
                    "The role \"\(role.prefix(100))\" is not known; write one of: \(known.joined(separator: ", ")).")
            }
            guard projects?.isEmpty ?? true else {
                throw Problem.invalid("projects", "Projects go with a role in them, such as annotator, not \(role).")
            }
            return try await store.createUser(
                name: name, passwordHash: hash(password), role: serviceRole, by: admin.id, at: .now)
        }
        guard projects != nil || projectRole == .annotator || projectRole == .viewer else {
            throw Problem.invalid("projects", "Name the projects, by number, that \(name) is to be \(role) of.")
        }
        let members = if let projects { projects } else { try await store.projects().map(\.id) }
        return try await store.createUser(
            name: name, passwordHash: hash(password), role: .member,
            in: Dictionary(members.map { ($0, projectRole) }) { first, _ in first }, by: admin.id, at: .now)
    }

    /// Makes an account for whoever holds an invitation, and logs them in.
    func join(_ invitation: Secret, name: String, password: String) async throws -> (Identity, ProjectID) {
        try checkPasswordsAllowed()
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        // Who has no invitation costs no hash.
        _ = try await store.invitation(tokenHash: invitation.hash, at: .now)
        let (user, project) = try await store.accept(
            tokenHash: invitation.hash, asNew: name, passwordHash: hash(password), at: .now)
        return (try await openSession(of: user), project)
    }

    func users() async throws -> [User] { try await store.users() }

    /// - Throws: `Problem`: 401 for a wrong name or password, whichever it is; 429 after too many.
    func logIn(name: String, password: String, from address: String) async throws -> Identity {
        try checkPasswordsAllowed()
        let name = FieldRules.composed(name)
        let key = LoginThrottle.Key(name: String(name.prefix(Self.longestName)), address: address)
        try await throttle.begin(key, at: .now)
        // No name has a zero character, and no database takes one.
        let known = name.utf8.contains(0) ? nil : try await store.credentials(of: name)
        let fits = password.utf8.count <= Self.longestPassword
        let matches = try await hasher.verify(fits ? password : "", against: known?.passwordHash)
        guard let known, matches, fits else {
            try await store.refuseSession(of: known?.user.id, at: .now)
            throw Problem.unauthorized("The name or the password is wrong; check both.")
        }
        try await throttle.succeeded(key)
        return try await openSession(of: known.user)
    }

    func logOut(_ token: Secret, of user: User) async throws {
        try await store.deleteSession(tokenHash: token.hash, of: user.id, at: .now)
    }

    /// Logs in somebody who has proved who they are.
    func openSession(of user: User) async throws -> Identity {
        let token = Secret()
        let now = Timestamp.now
        try await store.createSession(
            tokenHash: token.hash, user: user.id, expiresAt: now.advanced(by: sessionLength), at: now)
        return Identity(user: user, token: token)
    }

    private func checkPasswordsAllowed() throws {
        guard allowsPasswords else {
            throw Problem.forbidden("Passwords are switched off here; log in with the button on the log-in page.")
        }
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
