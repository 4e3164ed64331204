public import ArgumentParser
import Foundation
import LabelServer
import LabelStore
public import QuorumCore

/// `quorum token`: API tokens, made where the data is rather than on a page.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, show and revoke API tokens of programs.",
        discussion: "Works on the database of a server, which may be running; what is revoked is refused at once.",
        subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self])
}

extension TokenScope: ExpressibleByArgument {}

struct TokenCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a token and print it, this once.",
        discussion: """
            Prints nothing but the token, so that a script may keep it:
              quorum token create --data DIR --user ci --name nightly --scope read > token
            """)

    @Option(help: ArgumentHelp("Whom the program acts for: the name of an account.", valueName: "name"))
    var user: String

    @Option(help: ArgumentHelp("What the token is for.", valueName: "text"))
    var name: String

    @Option(help: "read, annotate or manage; may be given several times.")
    var scope: [TokenScope]

    @Option(help: ArgumentHelp("The only project it is good for, by name or number.", valueName: "project"))
    var project: String?

    @Option(help: ArgumentHelp("Days it is good for, 1 to 366.", valueName: "n"))
    var days = 90

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            let only: ProjectID? = if let project { try await store.project(described: project).id } else { nil }
            let (token, secret) = try await OperatorTokens(store: store).create(
                named: name, scopes: scope, project: only, days: days, forUserNamed: user)
            print(options.json ? try CommandOutput.json(TokenLine(token, of: user, secret: secret)) : secret)
        }
    }
}

struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the tokens there are, without what opens anything.")

    @Option(help: ArgumentHelp("Whose; everybody's unless said.", valueName: "name"))
    var user: String?

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            for (owner, token) in try await OperatorTokens(store: store).tokens(ofUserNamed: user) {
                let line = TokenLine(token, of: owner.name)
                print(options.json ? try CommandOutput.json(line) : line.text)
            }
        }
    }
}

struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Revoke a token.")

    @Argument(help: "The token's number, as quorum token list shows it.")
    var token: Int64

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            try await OperatorTokens(store: store).revoke(APITokenID(token))
            print(options.json ? try CommandOutput.json(["revoked": token]) : "Token \(token) is revoked.")
        }
    }
}

/// A token as it is printed.
private struct TokenLine: Encodable {
    let id: Int64
    let user: String
    let name: String
    let scopes: [String]
    let project: Int64?
    let expiresAt: String
    let token: String?

    init(_ token: APIToken, of user: String, secret: String? = nil) {
        id = token.id.value
        self.user = user
        name = token.name
        scopes = TokenScope.allCases.filter(token.scopes.contains).map(\.rawValue)
        project = token.project?.value
        expiresAt = token.expiresAt.iso8601
        self.token = secret
    }

    enum CodingKeys: String, CodingKey {
        case id, user, name, scopes, project, token
        case expiresAt = "expires_at"
    }

    var text: String {
        let place = project.map { "project \($0)" } ?? "all projects"
        return "token \(id) of \(user), \"\(name)\": \(scopes.joined(separator: ", ")), \(place), until \(expiresAt)"
    }
}
