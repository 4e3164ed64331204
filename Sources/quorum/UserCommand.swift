import ArgumentParser
import LabelServer
import LabelStore
import QuorumCore

/// `quorum user`: accounts, where the data is rather than on a page.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Show accounts, invite, let in who is locked out, lock out who left.",
        discussion: """
            Works on the database of a server, which may be running. What is kept about somebody shows quorum person; \
            quorum erase takes it away.
            """,
        subcommands: [
            UserListCommand.self, UserInviteCommand.self, UserResetCommand.self, UserDisableCommand.self,
        ])
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show the accounts there are.")

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            for (user, canLogIn) in try await OperatorPeople(store: store).users() {
                let line = UserLine(user, canLogIn: canLogIn)
                print(options.json ? try CommandOutput.json(line) : line.text)
            }
        }
    }

    private struct UserLine: Encodable {
        let id: Int64
        let name: String
        let role: String
        let canLogIn: Bool
        let createdAt: String

        init(_ user: User, canLogIn: Bool) {
            id = user.id.value
            name = user.name
            role = user.role.rawValue
            self.canLogIn = canLogIn
            createdAt = user.createdAt.iso8601
        }

        enum CodingKeys: String, CodingKey {
            case id, name, role
            case canLogIn = "can_log_in"
            case createdAt = "created_at"
        }

        var text: String {
            "user \(id), \"\(name)\": \(role)\(canLogIn ? "" : ", cannot log in"), since \(createdAt)"
        }
    }
}

struct UserInviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Invite one person to a project, and print the way in, this once.",
        discussion: "Prints the path of a page of the service; send it behind the address of the service.")

    @Option(help: ArgumentHelp("The project, by name or number.", valueName: "project"))
    var project: String

    @Option(help: ArgumentHelp("What they are to be there, such as annotator.", valueName: "role"))
    var role: String

    @Option(help: ArgumentHelp("Who invites: an account that may, by name.", valueName: "name"))
    var by: String

    @Option(help: ArgumentHelp("Hours it is good for, 1 to 720.", valueName: "n"))
    var hours = 168

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            let project = try await store.project(described: project).id
            let (path, expiresAt) = try await OperatorPeople(store: store).invite(
                to: project, as: role, hours: hours, by: by)
            print(
                options.json ? try CommandOutput.json(["expires_at": expiresAt.iso8601, "path": path]) : path)
        }
    }
}

struct UserResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Give somebody a new password and print it, this once.",
        discussion: """
            Ends their sessions, and the waits after wrong passwords; tokens of programs stay good. Lets in again who was \
            disabled.
            """)

    @Option(help: ArgumentHelp("The user's name.", valueName: "name"))
    var user: String

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            let (name, password) = try await OperatorPeople(store: store).resetPassword(ofUserNamed: user)
            print(options.json ? try CommandOutput.json(["password": password, "user": name]) : password)
        }
    }
}

struct UserDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "End every way in that somebody has, at once.",
        discussion: """
            Password, sessions, tokens, open invitations and the connection with a provider go; roles and answers stay.
            """)

    @Option(help: ArgumentHelp("The user's name.", valueName: "name"))
    var user: String

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            try await OperatorPeople(store: store).disable(userNamed: user)
            print(options.json ? try CommandOutput.json(["disabled": user]) : "\"\(user)\" can no longer log in.")
        }
    }
}
