import ArgumentParser
import DataMeasures
import Exporter
import LabelStore
import QuorumCore

/// A frozen version of a project.
struct FrozenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder of quorum serve.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "PostgreSQL database, if the server uses one; or name it in QUORUM_DATABASE.", valueName: "url"))
    var database: String?

    @Option(help: "Name or number of the project.")
    var project: String?

    @Option(help: "Name (v1) or digest of the version.")
    var version: String?

    var isGiven: Bool { data != nil || database != nil || project != nil || version != nil }

    func input() async throws -> MeasureInput {
        guard let data, let project, let version else {
            throw CommandFailure("usage", "a version of a project takes --data, --project and --version together")
        }
        let folder = DataFolder(path: data, database: database)
        return try await folder.withStore { store in
            let frozen = try await store.version(version, ofProject: project)
            return MeasureInput(
                try await VersionTable.load(frozen.id, from: store), media: try await folder.mediaFolder(of: store))
        }
    }
}
