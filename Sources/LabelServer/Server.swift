import Hummingbird
package import LabelStore
package import Logging
import MediaStorage
import NIOCore
package import OTLPTracing
import ServiceLifecycle
import UnixSignals

/// A server process: its data folder, database, jobs and HTTP service, started and stopped together.
package enum Server {
    /// Serves until the process is told to stop (SIGTERM, SIGINT).
    ///
    /// - Parameters:
    ///   - spans: where those of requests go; nil when none are recorded.
    ///   - announce: called once requests are answered.
    package static func run(
        _ settings: ServerSettings, spans: SpanQueue?, logger: Logger,
        announce: @escaping @Sendable (ServerAddress) -> Void
    ) async throws {
        OpenFiles.allowMany()
        let data = DataDirectory(path: settings.data)
        try prepare(settings)
        let lock = try DataLock(data, as: settings.database == nil ? .soleServer : .server)
        defer { withExtendedLifetime(lock) {} }
        let store = try await LabelStore.open(settings.location)
        let media = settings.openMedia()
        do {
            try await settings.agree(with: store, media: media)
            await media.complain(to: logger)
            try await serve(
                settings, data: data, store: store, media: media, spans: spans, logger: logger, announce: announce)
        } catch {
            await media.close()
            await store.close()
            throw ServerError(error, settings: settings)
        }
        await media.close()
        await store.close()
    }

    /// Makes the data folder.
    package static func prepare(_ settings: ServerSettings) throws {
        try DataDirectory(path: settings.data).prepare()
    }

    private static func serve(
        _ settings: ServerSettings, data: DataDirectory, store: LabelStore, media: any MediaStore,
        spans: SpanQueue?, logger: Logger, announce: @escaping @Sendable (ServerAddress) -> Void
    ) async throws {
        let setUp = SetupService(store: store, data: data)
        let token = try await setUp.openIfEmpty()
        let application = buildApplication(
            settings, store: store, media: media, setUp: setUp, spans: spans, logger: logger
        ) { port in
            announce(ServerAddress(host: settings.host, port: port, setUpToken: token))
        }
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.shutdownDeadline
        configuration.maximumCancellationDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// Where a running server is found.
package struct ServerAddress: Sendable {
    package let host: String
    package let port: Int
    /// For the first admin; nil when there is a user already.
    package let setUpToken: String?

    package var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/" }
    package var setUpLink: String? { setUpToken.map { "\(url)setup?token=\($0)" } }
}

extension ServerSettings {
    package var location: StoreLocation {
        database.map { .postgres(url: $0) } ?? .sqlite(path: DataDirectory(path: data).database)
    }
}
