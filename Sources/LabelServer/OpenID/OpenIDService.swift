import Foundation
import LabelStore
import Logging
import QuorumCore

/// Log-ins through a provider: whom it identifies, and which account here is theirs.
///
/// An account is found by issuer and subject alone, never by a name or an e-mail address
/// (docs/decisions/0014-accounts-by-subject.md).
struct OpenIDService: Sendable {
    /// What a browser came back from the provider with.
    struct Answer: Sendable {
        let code: String
        let state: String
        /// Who answered (RFC 9207); nil where the provider does not say.
        let issuer: String?
    }

    /// Whoever comes through a proxy has its address, so this is lenient; codes are no passwords that could be guessed.
    private static let rules = LoginRules(freeTries: 30, pause: .seconds(2), memory: .seconds(900))
    private static let longestNext = 1000

    let provider: OpenIDProvider
    private let store: LabelStore
    private let accounts: AccountService
    private let throttle: LoginThrottle
    private let logger: Logger

    init(provider: OpenIDProvider, store: LabelStore, accounts: AccountService, logger: Logger) {
        self.provider = provider
        self.store = store
        self.accounts = accounts
        self.logger = logger
        throttle = LoginThrottle(
            store: store, rules: Self.rules, complaint: "Too many log-ins that came to nothing")
    }

    /// - Parameters:
    ///   - invitation: the token of one that is to be accepted.
    ///   - name: what whoever is invited would like to be called.
    ///   - next: the page of this server to go on with.
    /// - Returns: where the browser goes, and what it keeps meanwhile.
    func begin(
        _ purpose: LoginAttempt.Purpose, invitation: Secret?, name: String?, next: String?
    ) async throws -> (address: String, attempt: LoginAttempt) {
        let name = try FieldRules.optionalName(name, field: "name", longest: AccountService.longestName)
        // Nobody goes to the provider and back for an invitation that is over.
        if let invitation { _ = try await store.invitation(tokenHash: invitation.hash, at: .now) }
        let attempt = LoginAttempt(
            purpose, invitation: invitation?.text, name: name, next: next.flatMap(Self.ownPath))
        return (try await asking { try await provider.address(for: attempt) }, attempt)
    }

    /// Logs in whoever the provider identified: as the account of that identity, or by the invitation the attempt is for,
    /// or with a new account where that is allowed.
    ///
    /// - Parameter address: where the request comes from.
    func logIn(
        _ answer: Answer, of attempt: LoginAttempt?, from address: String
    ) async throws -> (Identity, project: ProjectID?) {
        let token = try await identify(answer, of: attempt, as: [.login, .join], from: address)
        let identity = ExternalIdentity(issuer: token.issuer, subject: token.subject)
        let name = attempt?.name ?? Self.name(of: token)
        if let invitation = attempt?.invitation {
            let (user, project) = try await store.accept(
                tokenHash: Secret(invitation).hash, as: identity, named: name, at: .now)
            return (try await accounts.openSession(of: user), project)
        }
        if let user = try await store.user(with: identity) { return (try await accounts.openSession(of: user), nil) }
        guard provider.settings.signsUp else {
            try await store.refuseSession(of: nil, at: .now)
            throw Problem.forbidden(
                "The provider knows you, but no account here is yours. Ask for an invitation; or, if you have a "
                    + "password here, log in with it and connect the provider on the page of your account.")
        }
        return (try await accounts.openSession(of: store.signUp(identity, named: name, at: .now)), nil)
    }

    /// Lets somebody who is logged in log in with the identity too.
    func connect(_ answer: Answer, of attempt: LoginAttempt?, to user: User, from address: String) async throws {
        let token = try await identify(answer, of: attempt, as: [.connect], from: address)
        try await store.connect(
            ExternalIdentity(issuer: token.issuer, subject: token.subject), to: user.id, at: .now)
    }

    private func identify(
        _ answer: Answer, of attempt: LoginAttempt?, as purposes: Set<LoginAttempt.Purpose>, from address: String
    ) async throws -> IDToken {
        guard let attempt, attempt.began(answer.state), purposes.contains(attempt.purpose) else {
            throw Problem.unauthorized(
                "This log-in took longer than ten minutes, or began in another window or browser; begin again.")
        }
        guard answer.issuer ?? provider.settings.issuer == provider.settings.issuer else {
            throw Problem.unauthorized("Another provider answered than the one that was asked; begin again.")
        }
        // No account has a name with a zero character, so this counts apart from passwords.
        let key = LoginThrottle.Key(name: "\0provider", address: address)
        try await throttle.begin(key, at: .now)
        let token = try await asking { try await provider.identify(answer.code, of: attempt) }
        try await throttle.succeeded(key)
        return token
    }

    /// What fails at the provider goes to the log for the operator, and becomes words for whoever waits.
    private func asking<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let failure as ProviderFailure {
            logger.warning("Log-in through the provider failed", metadata: ["reason": "\(failure)"])
            throw Problem(failure, label: provider.settings.label)
        }
    }

    /// What somebody is called here if they have not said; the provider's word may be any text.
    private static func name(of token: IDToken) -> String {
        let given = (token.displayName ?? "").unicodeScalars.filter { !FieldRules.isControl($0) }
        let name = FieldRules.composed(String(String.UnicodeScalarView(given.prefix(AccountService.longestName))))
        return name.isEmpty ? "Somebody" : name
    }

    /// An address of this server; nil for a text that browsers could take for another server's.
    static func ownPath(_ text: String) -> String? {
        guard text.utf8.count <= longestNext, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            text.unicodeScalars.allSatisfy({ !FieldRules.isControl($0) && !$0.properties.isWhitespace })
        else { return nil }
        return text
    }
}
