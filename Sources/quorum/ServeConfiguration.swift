import ArgumentParser
import Foundation
import LabelStore
import Logging
import MediaStorage

/// What a server is started with: options, else variables of the environment, else defaults.
struct ServeConfiguration {
    let data: Setting<String>
    let host: Setting<String>
    let port: Setting<Int>
    let database: Setting<String?>
    let media: Setting<MediaSettings>
    let pages: Setting<String?>
    let maxUpload: Setting<Int64>
    /// Hours.
    let uploadLife: Setting<Int>
    let workers: Setting<Int>
    let jobLease: Setting<Int>
    let privateWebhooks: Setting<Bool>
    let login: LoginConfiguration
    let logLevel: Setting<Logger.Level>

    /// - Throws: `ValidationError` that names the option or variable that is wrong.
    init(_ command: ServeCommand, environment: [String: String]) throws {
        let source = SettingSource(environment: environment)
        data = source.text(command.data, "QUORUM_DATA", standard: "quorum-data")
        host = source.text(command.host, "QUORUM_HOST", standard: "127.0.0.1")
        port = try source.number(command.port, "port", "QUORUM_PORT", in: 0...65_535, standard: 8080)
        database = source.optional(command.database, StoreLocation.environmentVariable)
        media = try source.media(command.work.media, publicAddress: command.mediaPublic)
        pages = source.optional(command.pages, "QUORUM_STATIC")
        maxUpload = try source.number(
            command.maxUpload, "max-upload", "QUORUM_MAX_UPLOAD", in: 1...Int64.max, standard: 2 << 30)
        uploadLife = try source.number(
            command.uploadLife, "upload-life", "QUORUM_UPLOAD_LIFE", in: 1...8760, standard: 24)
        workers = try source.number(command.workers, "workers", "QUORUM_WORKERS", in: 0...1000, standard: 2)
        jobLease = try source.jobLease(command.work.jobLease)
        privateWebhooks = try source.privateWebhooks(command.work.privateWebhooks)
        login = try LoginConfiguration(command.login, source: source)
        logLevel = try source.logLevel(command.work.logLevel)
    }

    /// The effective settings as a person reads them; a password in the database's URL and the secret of an access key are
    /// left out.
    var description: String {
        let own: [(String, String, SettingOrigin)] = [
            ("data", data.value, data.origin),
            ("host", host.value, host.origin),
            ("port", "\(port.value)", port.origin),
            (
                "database", database.value.map(Self.withoutPassword) ?? "SQLite in the data folder",
                database.origin
            ),
            ("media", media.value.summary, media.origin),
            ("static", pages.value ?? "found beside the program", pages.origin),
            ("max-upload", "\(maxUpload.value)", maxUpload.origin),
            ("upload-life", "\(uploadLife.value)", uploadLife.origin),
            ("workers", "\(workers.value)", workers.origin),
            ("job-lease", "\(jobLease.value)", jobLease.origin),
            ("private-webhooks", privateWebhooks.value ? "allowed" : "refused", privateWebhooks.origin),
            ("log-level", logLevel.value.rawValue, logLevel.origin),
        ]
        return (own + login.lines).map { "\($0) = \($1)    (\($2.rawValue))" }.joined(separator: "\n")
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
