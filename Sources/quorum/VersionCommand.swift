import ArgumentParser
import LabelServer
import LabelStore
import QuorumCore

/// `quorum version`: dataset versions, where the data is rather than on a page.
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Freeze and show dataset versions of a project.",
        discussion: "Works on the database of a server, which may be running. `quorum export` writes what is frozen.",
        subcommands: [VersionListCommand.self, VersionShowCommand.self, VersionFreezeCommand.self])
}

/// A project of a server.
struct VersionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The project, by name or number.", valueName: "project"))
    var project: String

    @OptionGroup var options: StoreOptions

    func print(_ version: DatasetVersion, of store: LabelStore) throws {
        let words =
            "\(version.name): \(version.exampleCount) examples"
            + (version.erasedCount == 0 ? "" : " (\(version.erasedCount) erased since)")
            + ", \(version.createdAt.iso8601), \(version.digest)"
        Swift.print(options.json ? try OperatorProjects(store: store).show(version).json : words)
    }
}

struct VersionListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show a project's versions.")

    @OptionGroup var subject: VersionOptions

    func run() async throws {
        try await subject.options.withStore { store in
            let project = try await store.project(described: subject.project)
            for version in try await store.versions(of: project.id) { try subject.print(version, of: store) }
        }
    }
}

struct VersionShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one version.")

    @Argument(help: "The version: its name, or the first eight digits of its digest or more.")
    var version: String

    @OptionGroup var subject: VersionOptions

    func run() async throws {
        try await subject.options.withStore { store in
            try subject.print(try await store.version(version, ofProject: subject.project), of: store)
        }
    }
}

struct VersionFreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "Freeze the settled tasks of a project as a new version.",
        discussion: "The same content again gives the version that is there already.")

    @Option(help: ArgumentHelp("Who does it, as the record will say: an account that may, by name.", valueName: "name"))
    var by: String

    @Option(help: ArgumentHelp("Shares of train, validation and test: 8:1:1.", valueName: "a:b:c"))
    var ratios: String?

    @Option(help: ArgumentHelp("Decides which groups go where (0).", valueName: "n"))
    var seed: UInt64 = 0

    @Flag(help: "Take gold tasks too, with their right answers.")
    var includeGold = false

    @OptionGroup var subject: VersionOptions

    func validate() throws { _ = try shares() }

    func run() async throws {
        try await subject.options.withStore { store in
            let project = try await store.project(described: subject.project)
            let version = try await OperatorProjects(store: store).freeze(
                project.id, ratios: try shares(), seed: seed, includesGold: includeGold, by: by)
            try subject.print(version, of: store)
        }
    }

    private func shares() throws -> (train: Double, validation: Double, test: Double)? {
        guard let ratios else { return nil }
        let shares = ratios.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard shares.count == 3, let train = shares[0], let validation = shares[1], let test = shares[2] else {
            throw ValidationError("--ratios \(ratios) are no three shares; give them as in 8:1:1.")
        }
        let sum = train + validation + test
        return sum > 0 ? (train / sum, validation / sum, test / sum) : (train, validation, test)
    }
}
