import ArgumentParser
import AudioChunker
import BoundedMemory
import DataMeasures
import Exporter
import Foundation
import Importer
import LabelServer
import LabelStore
import MediaStorage

/// A command cannot go on; shown as `error: MESSAGE`, and as JSON to programs.
struct CommandFailure: Error, CustomStringConvertible {
    let code: String
    /// The file or folder it is about; nil where it is about none.
    let path: String?
    let message: String
    /// The row of a table, from 1, and its column, where it is about one.
    private var row: Int?
    private var field: String?
    private var exitCode: Int32 = 2

    init(_ code: String, _ message: String, path: String? = nil) {
        self.code = code
        self.path = path
        self.message = message
    }

    /// What a module says of its work; nil for any other error.
    init?(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as ChunkingError: self.init(error.code.rawValue, error.description, path: error.path)
        case let error as MeasureError: self.init(error.code, error.description, path: error.path)
        case let error as ExportError: self.init(error.code.rawValue, error.description)
        case let error as ImportError:
            self.init(error.code, error.description, path: error.path)
            (row, field) = (error.row, error.field)
        case let error as MediaError: self.init("media_" + error.code.rawValue, error.description)
        case let error as MemoryBoundError: self.init(error.code, error.description, path: error.path)
        case let error as StoreError where error.isRefusal: self.init("refused", error.message)
        case let error as StoreError: self.init("store", "database: \(error.message)")
        case let error as ServerError: self.init(error.code.rawValue, error.description)
        default: return nil
        }
    }

    var description: String { message }

    /// The same, ended by a signal if there was one: the exit code is then 128 and its number, as in shells.
    func stopped(by signal: Int32?) -> CommandFailure {
        var failure = self
        if let signal { failure.exitCode = 128 + signal }
        return failure
    }

    /// What a person reads on the error stream and, with `json`, a program on the output.
    func lines(json: Bool) throws -> (error: String, output: String) {
        let failure = CommandOutput.Failure(code: code, path: path, row: row, field: field, message: message)
        return ("error: \(message)\n", json ? try CommandOutput.json(["error": failure]) + "\n" : "")
    }

    /// Tells a person on the error stream and, with `json`, a program on the output; then ends the command.
    func report(json: Bool) throws -> Never {
        let lines = try lines(json: json)
        FileHandle.standardError.write(Data(lines.error.utf8))
        print(lines.output, terminator: "")
        throw ExitCode(exitCode)
    }
}

/// What commands print for programs.
enum CommandOutput {
    struct Failure: Encodable {
        let code: String
        let path: String?
        var row: Int?
        var field: String?
        let message: String
    }

    /// One line, keys sorted.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
