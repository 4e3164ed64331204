import ArgumentParser
import Foundation
import LabelServer
import LabelStore
import QuorumCore

/// `quorum project`: projects, where the data is rather than on a page.
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Show and make projects.",
        discussion: "Works on the database of a server, which may be running.",
        subcommands: [ProjectListCommand.self, ProjectShowCommand.self, ProjectCreateCommand.self])
}

struct ProjectListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the projects there are, and how far their tasks are.")

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            for project in try await store.projects() {
                let line = ProjectLine(project, try await store.counts(of: project.id))
                print(options.json ? try CommandOutput.json(line) : line.text)
            }
        }
    }

    private struct ProjectLine: Encodable {
        let id: Int64
        let name: String
        let kind: String
        let policy: String
        let tasks: [String: Int]

        init(_ project: Project, _ counts: ProjectCounts) {
            id = project.id.value
            name = project.name
            kind = project.kind.rawValue
            policy = project.policy.description
            tasks = Dictionary(
                uniqueKeysWithValues: TaskState.allCases.map { ($0.rawValue, counts.tasks[$0] ?? 0) })
        }

        var text: String {
            let states = TaskState.allCases.map { "\(tasks[$0.rawValue] ?? 0) \($0.rawValue)" }
            return "project \(id), \"\(name)\": \(kind), \(policy); \(states.joined(separator: ", "))"
        }
    }
}

struct ProjectShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print all settings of a project, as the API answers them.")

    @Argument(help: "The project's name or number.")
    var project: String

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            print(try OperatorProjects(store: store).show(try await store.project(described: project)).json)
        }
    }
}

struct ProjectCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a project of a JSON file with its settings.",
        discussion: """
            The file holds what POST /api/v1/projects takes:
              {"name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "2/3"}
            """)

    @Argument(help: ArgumentHelp("The file; - for the input.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Whose it is: an admin, by name.", valueName: "name"))
    var owner: String

    @OptionGroup var options: StoreOptions

    func run() async throws {
        try await options.withStore { store in
            let projects = OperatorProjects(store: store)
            let project = try await projects.create(try content(), ownedBy: owner)
            print(
                options.json
                    ? try projects.show(project).json : "Project \(project.id), \"\(project.name)\", is made.")
        }
    }

    private func content() throws -> Data {
        if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw CommandFailure("unreadable", "\(file) cannot be read: \(error.localizedDescription)", path: file)
        }
    }
}
