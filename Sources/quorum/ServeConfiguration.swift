import ArgumentParser
import Foundation
import LabelStore
import Logging

/// A setting, and who gave it.
struct Setting<Value> {
    let value: Value
    let origin: SettingOrigin
}

enum SettingOrigin: String {
    case option, environment
    case standard = "default"
}

/// What a server is started with: options, else variables of the environment, else defaults.
struct ServeConfiguration {
    let data: Setting<String>
    let host: Setting<String>
    let port: Setting<Int>
    let database: Setting<String?>
    let pages: Setting<String?>
    let maxUpload: Setting<Int64>
    let jobs: Setting<Int>
    let logLevel: Setting<Logger.Level>

    /// - Throws: `ValidationError` that names the option or variable that is wrong.
    init(_ command: ServeCommand, environment: [String: String]) throws {
        let source = Source(environment: environment)
        data = source.text(command.data, "QUORUM_DATA") ?? Setting(value: "quorum-data", origin: .standard)
        host = source.text(command.host, "QUORUM_HOST") ?? Setting(value: "127.0.0.1", origin: .standard)
        port = try source.number(command.port, "port", "QUORUM_PORT", in: 0...65_535, standard: 8080)
        database = source.optional(command.database, StoreLocation.environmentVariable)
        pages = source.optional(command.pages, "QUORUM_STATIC")
        maxUpload = try source.number(
            command.maxUpload, "max-upload", "QUORUM_MAX_UPLOAD", in: 1...Int64.max, standard: 2 << 30)
        jobs = try source.number(command.jobs, "jobs", "QUORUM_JOBS", in: 1...1000, standard: 2)
        let level = source.text(command.logLevel, "QUORUM_LOG_LEVEL") ?? Setting(value: "notice", origin: .standard)
        guard let known = Logger.Level(rawValue: level.value) else {
            throw ValidationError(
                "the log level \"\(level.value)\" is not one of debug, info, notice, warning, error; "
                    + "set --log-level or QUORUM_LOG_LEVEL.")
        }
        logLevel = Setting(value: known, origin: level.origin)
    }

    /// The effective settings as a person reads them; a password in the database's URL is left out.
    var description: String {
        let lines: [(String, String, SettingOrigin)] = [
            ("data", data.value, data.origin),
            ("host", host.value, host.origin),
            ("port", "\(port.value)", port.origin),
            (
                "database", database.value.map(Self.withoutPassword) ?? "SQLite in the data folder",
                database.origin
            ),
            ("static", pages.value ?? "found beside the program", pages.origin),
            ("max-upload", "\(maxUpload.value)", maxUpload.origin),
            ("jobs", "\(jobs.value)", jobs.origin),
            ("log-level", logLevel.value.rawValue, logLevel.origin),
        ]
        return lines.map { "\($0) = \($1)    (\($2.rawValue))" }.joined(separator: "\n")
    }

    private static func withoutPassword(_ url: String) -> String {
        guard var parts = URLComponents(string: url) else { return "(not a URL)" }
        if parts.password != nil { parts.password = "…" }
        parts.queryItems = parts.queryItems?.map {
            $0.name == "password" ? URLQueryItem(name: $0.name, value: "…") : $0
        }
        return parts.string?.removingPercentEncoding ?? "(not a URL)"
    }
}

/// Where settings come from.
private struct Source {
    let environment: [String: String]

    func text(_ option: String?, _ variable: String) -> Setting<String>? {
        if let option { return Setting(value: option, origin: .option) }
        guard let value = environment[variable], !value.isEmpty else { return nil }
        return Setting(value: value, origin: .environment)
    }

    func optional(_ option: String?, _ variable: String) -> Setting<String?> {
        guard let found = text(option, variable) else { return Setting(value: nil, origin: .standard) }
        return Setting(value: found.value, origin: found.origin)
    }

    func number<Number: FixedWidthInteger & Sendable>(
        _ option: Number?, _ name: String, _ variable: String, in range: ClosedRange<Number>, standard: Number
    ) throws -> Setting<Number> {
        if let option {
            guard range.contains(option) else {
                throw ValidationError("--\(name) \(option) is out of range; give \(range.words).")
            }
            return Setting(value: option, origin: .option)
        }
        guard let text = environment[variable], !text.isEmpty else {
            return Setting(value: standard, origin: .standard)
        }
        guard let value = Number(text), range.contains(value) else {
            throw ValidationError("\(variable)=\(text) is not usable; set a whole number, \(range.words).")
        }
        return Setting(value: value, origin: .environment)
    }
}

extension ClosedRange where Bound: FixedWidthInteger {
    fileprivate var words: String { upperBound == .max ? "\(lowerBound) or more" : "\(lowerBound) to \(upperBound)" }
}
