import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import Logging
import QuorumCore

/// Takes tables of items, predictions and answers. They are read by `quorum import`, a process of its own, since what
/// reads Parquet was not made for files of strangers.
struct ImportService: Sendable {
    private static let subjects = ["items", "predictions", "annotations", "gold"]
    private static let extensions = [
        "csv", "tsv", "tab", "jsonl", "ndjson", "parquet", "pq", "arrow", "ipc", "feather", "json",
    ]
    /// The address names columns by these.
    private static let columns = ["id", "task", "text", "a", "b", "group", "label", "annotator"]
    private static let longestFilename = 255
    private static let longestName = 200

    let store: LabelStore
    let data: DataDirectory
    let program: ChildProgram
    /// URL of the PostgreSQL database, if that is used.
    let database: String?
    let limit: UploadLimit
    /// What the process may take.
    let memory: Int64
    let processorSeconds: Int
    private let logger: Logger
    private let turns = KeyedLock()

    init(_ settings: ServerSettings, store: LabelStore, data: DataDirectory, logger: Logger) {
        self.logger = logger
        self.store = store
        self.data = data
        program = ChildProgram(executable: settings.executable, data: data)
        database = settings.database
        limit = UploadLimit(bytes: settings.largestUpload)
        memory = settings.jobMemory
        processorSeconds = settings.jobProcessorSeconds
    }

    /// - Throws: `Problem` that names the row and the column, after which nothing is imported unless it says so.
    func add(_ request: Request, to project: ProjectID, by manager: User) async throws -> ImportedJSON {
        let query = Query(request)
        guard let given = query["filename"] else {
            throw Problem.invalid("filename", "The address lacks the file's name; add ?filename=NAME.")
        }
        let filename = try FieldRules.name(given, field: "filename", longest: Self.longestFilename)
        let ending = filename.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard filename.contains("."), Self.extensions.contains(ending) else {
            throw Problem.invalid(
                "filename",
                "\"\(filename)\" is no table this server reads; name it .csv, .tsv, .jsonl, .parquet, .arrow, or .json for "
                    + "an export of Label Studio.")
        }
        let arguments = try arguments(query)
        return try await inFolder { folder in
            let path = "\(folder)/rows.\(ending)"
            _ = try await ReceivedFile(request, at: path, limit: limit, durably: false)
            // One after the other: each waits for the disk more than for anything else.
            return try await turns.withLock("import") {
                try await run(
                    [
                        "import", path, "--data=\(data.path)", "--project=\(project)", "--name=\(filename)",
                        "--actor=\(manager.id)", "--limit-memory=\(memory)", "--limit-cpu=\(processorSeconds)",
                        "--json",
                    ] + arguments, file: filename, path: path, in: folder)
            }
        }
    }

    private func arguments(_ query: Query) throws -> [String] {
        let subject = query["as"] ?? "items"
        guard Self.subjects.contains(subject) else {
            throw Problem.invalid("as", "\"as\" must be one of: \(Self.subjects.joined(separator: ", ")).")
        }
        var arguments = ["--as=\(subject)"]
        if let model = try FieldRules.optionalName(query["model"], field: "model", longest: Self.longestName) {
            arguments.append("--model=\(model)")
        }
        for column in Self.columns {
            let field = "\(column)_column"
            if let name = try FieldRules.optionalName(query[field], field: field, longest: Self.longestName) {
                arguments.append("--\(column)=\(name)")
            }
        }
        return arguments
    }

    private func inFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = "\(data.unfinished)/import-\(Secret().text.prefix(12))"
        try await blocking {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        do {
            let value = try await body(folder)
            try? await blocking { try FileManager.default.removeItem(atPath: folder) }
            return value
        } catch {
            try? await blocking { try FileManager.default.removeItem(atPath: folder) }
            throw error
        }
    }

    private func run(
        _ arguments: [String], file: String, path: String, in folder: String
    ) async throws -> ImportedJSON {
        let secrets = database.map { [StoreLocation.environmentVariable: $0] } ?? [:]
        let result = try await program.run(arguments, in: folder, secrets: secrets)
        let output = Data((result.output.split(separator: "\n").last ?? "").utf8)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        if result.isSuccess, let imported = try? decoder.decode(ImportedJSON.self, from: output) { return imported }
        let told = try? decoder.decode(Told.self, from: output).error
        guard let told, told.code != "store" else {
            logger.error("An import broke off", metadata: result.metadata)
            throw Problem(.internalServerError, Self.message(result, file: file))
        }
        let failure = JobFailure(
            result, subject: file, hidden: [(path, file), (folder, "the upload"), (data.path, "the data folder")])
        throw Problem(.unprocessableContent, failure.message, field: told.field)
    }

    /// What to tell a person of an import that did not say itself why it ended.
    private static func message(_ result: ChildProgram.Result, file: String) -> String {
        let start = result.endedBySignal ? "\(file): reading it was stopped or crashed." : "\(file): the server failed."
        return start
            + " Some rows may be in. Import the file again, or smaller parts of it: what is there is left as it is."
    }

    private struct Told: Decodable {
        struct Failure: Decodable {
            let code: String
            let field: String?
        }
        let error: Failure
    }
}
