import LabelStore
package import Logging
import MediaStorage
import ServiceLifecycle
import UnixSignals

/// A process that works on the jobs of servers, and serves nothing.
package enum Worker {
    /// How long a server is waited for that is to make the data folder and bring the database up to date.
    private static let patience: Duration = .seconds(60)

    /// Works until the process is told to stop (SIGTERM, SIGINT).
    ///
    /// - Parameter announce: called once it looks for jobs.
    package static func run(
        _ settings: ServerSettings, logger: Logger, announce: @escaping @Sendable () -> Void
    ) async throws {
        let data = DataDirectory(path: settings.data)
        if settings.sharesNoFolder { try data.prepare() }
        do {
            let store = try await store(settings, data: data, logger: logger)
            do {
                let lock = try DataLock(data, as: .worker)
                defer { withExtendedLifetime(lock) {} }
                let media = settings.openMedia()
                do {
                    try await settings.agree(with: store, media: media)
                    try await work(settings, data: data, store: store, media: media, logger: logger, announce: announce)
                } catch {
                    await media.close()
                    throw error
                }
                await media.close()
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        } catch {
            throw ServerError(error, settings: settings)
        }
    }

    /// The database of a server; nothing is made where there is none, and nothing migrated under a server of another
    /// version.
    private static func store(
        _ settings: ServerSettings, data: DataDirectory, logger: Logger
    ) async throws -> LabelStore {
        let end = ContinuousClock.now + patience
        var isTold = false
        while true {
            do {
                if !settings.sharesNoFolder { try data.check() }
                return try await LabelStore.open(settings.location, migrating: false)
            } catch {
                guard ContinuousClock.now < end else { throw error }
                if !isTold { logger.notice("Waiting for a server", metadata: ["reason": "\(error)"]) }
                isTold = true
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    private static func work(
        _ settings: ServerSettings, data: DataDirectory, store: LabelStore, media: any MediaStore, logger: Logger,
        announce: @Sendable () -> Void
    ) async throws {
        await media.complain(to: logger)
        let blobs = BlobStore(data: data, media: media, store: store)
        let jobs = JobRunner(
            settings: settings, data: data, media: media, blobs: blobs, store: store, logger: logger)
        let housekeeping = buildHousekeeping(
            settings, store: store, data: data, media: media, blobs: blobs, logger: logger)
        let sender = WebhookSender(
            store: store, client: WebhookClient(allowsPrivate: settings.allowsPrivateWebhooks), logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [jobs, housekeeping, sender], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.shutdownDeadline
        configuration.maximumCancellationDuration = .seconds(10)
        announce()
        try await ServiceGroup(configuration: configuration).run()
    }
}
