import ArgumentParser
import Logging
import OTLPTracing

/// What `quorum serve` and `quorum worker` are started with alike.
struct WorkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A file of settings, in YAML: \"name: value\" on each line.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Where files are kept: s3://bucket/prefix, with AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and "
                + "AWS_SECRET_ACCESS_KEY (the data folder).", valueName: "url"))
    var media: String?

    @Option(
        help: ArgumentHelp("How long a job stays with a worker without a sign of life (60).", valueName: "seconds"))
    var jobLease: Int?

    @Option(
        help: ArgumentHelp("How long a file stays that nothing in the database is about (24).", valueName: "hours"))
    var strayLife: Int?

    @Flag(help: "Let webhooks go to addresses of this network too, and by plain HTTP.")
    var privateWebhooks = false

    @Option(
        help: ArgumentHelp("How much to log: debug, info, notice, warning or error (notice).", valueName: "level"))
    var logLevel: String?

    @Option(
        help: ArgumentHelp("The OTLP/HTTP collector that traces are sent to (none).", valueName: "url"))
    var otlpEndpoint: String?

    @Flag(help: "Print the settings that would be used, and where each comes from, and stop.")
    var printConfig = false

    /// Logs to the standard error.
    ///
    /// - Parameter isTraced: whether lines tell the trace they belong to.
    static func logger(_ level: Logger.Level, isTraced: Bool) -> Logger {
        var logger = Logger(label: "quorum") {
            StreamLogHandler.standardError(label: $0, metadataProvider: isTraced ? .trace : nil)
        }
        logger.logLevel = level
        return logger
    }
}
