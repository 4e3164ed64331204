import ArgumentParser

/// Where a server keeps its work.
struct DataFolderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder of quorum serve.", valueName: "dir"))
    var data: String

    @Option(
        help: ArgumentHelp(
            "PostgreSQL database, if the server uses one; or name it in QUORUM_DATABASE.", valueName: "url"))
    var database: String?

    var folder: DataFolder { DataFolder(path: data, database: database) }
}
