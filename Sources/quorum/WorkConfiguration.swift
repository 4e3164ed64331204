import Foundation
import LabelServer
import Logging
import MediaStorage

/// What servers and workers are started with alike.
struct WorkConfiguration {
    let source: SettingSource
    let data: Setting<String>
    let database: Setting<String?>
    let media: Setting<MediaSettings>
    let mediaPublic: Setting<String?>
    let workers: Setting<Int>
    let jobLease: Setting<Int>
    /// Hours.
    let strayLife: Setting<Int>
    let privateWebhooks: Setting<Bool>
    let logLevel: Setting<Logger.Level>
    let traces: TraceConfiguration

    /// - Parameters:
    ///   - data, database, workers, mediaPublic: as options name them.
    ///   - fewest: workers that there have to be.
    /// - Throws: `ValidationError` that names the option, variable or line of the file that is wrong.
    init(
        _ options: WorkOptions, data: String?, database: String?, workers: Int?, atLeast fewest: Int,
        mediaPublic: String? = nil, environment: [String: String]
    ) throws {
        source = try SettingSource(config: options.config, environment: environment)
        self.data = source.text(data, .data, standard: "quorum-data")
        self.database = source.optional(database, .database)
        media = try source.media(options.media, publicAddress: mediaPublic)
        self.mediaPublic = source.optional(mediaPublic, .mediaPublic)
        self.workers = try source.number(workers, .workers, in: fewest...1000, standard: 2)
        jobLease = try source.number(options.jobLease, .jobLease, in: 4...600, standard: 60)
        strayLife = try source.number(options.strayLife, .strayLife, in: 6...8760, standard: 24)
        privateWebhooks = try source.flag(options.privateWebhooks, .privateWebhooks)
        logLevel = try source.logLevel(options.logLevel)
        traces = try TraceConfiguration(options.otlpEndpoint, source: source)
    }

    /// What is to be run by it.
    ///
    /// - Parameter pages: the folder of the pages, of a server that has them.
    func settings(pages: String?) -> ServerSettings {
        var settings = ServerSettings(
            data: URL(fileURLWithPath: data.value).standardizedFileURL.path, database: database.value, pages: pages,
            executable: OwnProgram.path)
        settings.media = media.value
        settings.workers = workers.value
        settings.jobLease = .seconds(jobLease.value)
        settings.strayLife = .seconds(3600 * strayLife.value)
        settings.allowsPrivateWebhooks = privateWebhooks.value
        return settings
    }

    /// The effective settings, without secrets.
    var lines: [SettingLine] {
        let storage: [SettingLine] =
            media.value == .folder
            ? []
            : [
                SettingLine(.s3Endpoint, source.optional(nil, .s3Endpoint), absent: "Amazon's"),
                SettingLine(.s3Region, source.optional(nil, .s3Region), absent: "us-east-1"),
                SettingLine(.s3AccessKey, source.optional(nil, .s3AccessKey), absent: "none"),
                SettingLine(SettingName.s3SecretKey.rawValue, "…", source.optional(nil, .s3SecretKey).origin),
            ]
        return [source.line, SettingLine(.data, data), .database(database)]
            + [SettingLine(SettingName.media.rawValue, media.value.summary, media.origin)] + storage
            + [
                SettingLine(.mediaPublic, mediaPublic, absent: "none"), SettingLine(.workers, workers),
                SettingLine(.jobLease, jobLease), SettingLine(.strayLife, strayLife),
                SettingLine(.privateWebhooks, privateWebhooks),
                SettingLine(SettingName.logLevel.rawValue, logLevel.value.rawValue, logLevel.origin),
            ] + traces.lines
    }
}
