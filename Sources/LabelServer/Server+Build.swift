package import Hummingbird
package import LabelStore
package import Logging
package import MediaStorage
import NIOCore
package import OTLPTracing

/// Composes the service.
///
/// - Parameters:
///   - spans: where those of requests go; nil when none are recorded.
///   - onRunning: called with the port once requests are answered.
package func buildApplication(
    _ settings: ServerSettings, store: LabelStore, media: any MediaStore, setUp: SetupService,
    spans: SpanQueue? = nil, logger: Logger, onRunning: @escaping @Sendable (Int) -> Void = { _ in }
) -> some ApplicationProtocol {
    let data = DataDirectory(path: settings.data)
    let blobs = BlobStore(data: data, media: media, store: store)
    let jobs = JobRunner(settings: settings, data: data, media: media, blobs: blobs, store: store, logger: logger)
    let housekeeping = buildHousekeeping(
        settings, store: store, data: data, media: media, blobs: blobs, logger: logger)
    let feed = ProjectFeed(store: store, pace: settings.feedPace, logger: logger)
    let sender = WebhookSender(
        store: store, client: WebhookClient(allowsPrivate: settings.allowsPrivateWebhooks), logger: logger)
    let router = buildRouter(
        settings, store: store, setUp: setUp, data: data, media: media, blobs: blobs, feed: feed,
        spans: spans, queued: jobs.wake, logger: logger)
    return Application(
        responder: TusMethodOverride(next: router.buildResponder()),
        server: .http1(configuration: .init(idleTimeout: .seconds(75))),
        configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
        services: settings.workers > 0 ? [jobs, housekeeping, feed, sender] : [housekeeping, feed],
        onServerRunning: { channel in onRunning(channel.localAddress?.port ?? settings.port) },
        logger: logger)
}

/// What a worker does besides jobs; of a server without workers, to keep the mark of the files.
func buildHousekeeping(
    _ settings: ServerSettings, store: LabelStore, data: DataDirectory, media: any MediaStore, blobs: BlobStore,
    logger: Logger
) -> Housekeeping {
    let isWorker = settings.workers > 0
    var chores: [any Chore] = []
    if isWorker {
        chores = [
            UploadSweep(store: store, data: data), RetentionSweep(store: store),
            ErasedFiles(store: store, media: media, blobs: blobs), UnfinishedMedia(media: media),
        ]
    }
    chores.append(
        StraySweep(
            store: store, media: media, blobs: blobs,
            owner: settings.owner(store: store, media: media, data: data, blobs: blobs),
            age: isWorker ? settings.strayLife : nil, logger: logger))
    return Housekeeping(chores: chores, interval: settings.housekeepingInterval, logger: logger)
}

/// The pages and the API: who may call what stands in the route table, what is called in the controllers.
///
/// - Parameter queued: called when a job was queued.
func buildRouter(
    _ settings: ServerSettings, store: LabelStore, setUp: SetupService, data: DataDirectory,
    media: any MediaStore, blobs: BlobStore, feed: ProjectFeed, spans: SpanQueue? = nil,
    queued: @escaping @Sendable () -> Void, logger: Logger
) -> Router<VisitorContext> {
    let files = FileServer()
    let mediaFiles = MediaServer(media: media, files: files)
    let hasher = PasswordHasher(cost: settings.passwordCost)
    let accounts = AccountService(
        store: store, hasher: hasher, sessionLength: settings.session, allowsPasswords: settings.allowsPasswords)
    let people = PeopleService(store: store)
    let limit = UploadLimit(bytes: settings.largestUpload)
    let uploads = UploadService(store: store, data: data, blobs: blobs, limit: limit, queued: queued)
    let resumable = ResumableUploads(
        store: store, data: data, blobs: blobs, limit: limit, life: settings.uploadLife, queued: queued)
    let imports = ImportService(settings, store: store, data: data, logger: logger)
    let labeling = LabelingService(store: store, lease: settings.lease)
    let versions = VersionService(store: store, queued: queued)

    let metrics = RequestMetrics()
    let router = Router(context: VisitorContext.self, options: .autoGenerateHeadEndpoints)
    if spans != nil { router.add(middleware: TracingMiddleware()) }
    router.addMiddleware {
        SecurityHeaders(mediaOrigin: settings.media.publicOrigin)
        RequestLog()
        RequestMeter(metrics: metrics)
        TusMiddleware()
        ProblemMiddleware()
    }
    PageController(folder: settings.pages, files: files).addRoutes(to: router)

    let gate = Gate(store: store)
    let routes = RouteBuilder(router: router, gate: gate, idempotency: Idempotency(store: store))
    HealthController(store: store).addRoutes(to: routes)
    OpenAPIController().addRoutes(to: routes)
    SetupController(setUp: setUp, accounts: accounts).addRoutes(to: routes)
    SessionController(accounts: accounts).addRoutes(to: routes)
    LoginController(
        allowsPasswords: settings.allowsPasswords,
        provider: settings.openID.map {
            OpenIDService(provider: OpenIDProvider($0), store: store, accounts: accounts, logger: logger)
        }, store: store
    ).addRoutes(to: routes)
    UserController(accounts: accounts).addRoutes(to: routes)
    TokenController(tokens: TokenService(store: store)).addRoutes(to: routes)
    MemberController(people: people).addRoutes(to: routes)
    InvitationController(people: people, accounts: accounts).addRoutes(to: routes)
    MetricsController(store: store, metrics: metrics, spans: spans).addRoutes(to: routes)
    AuditController(store: store).addRoutes(to: routes)
    ProjectController(projects: ProjectService(store: store)).addRoutes(to: routes)
    FeedController(feed: feed, gate: gate, pace: settings.feedPace).addRoutes(to: routes)
    SourceController(uploads: uploads).addRoutes(to: routes)
    TusController(uploads: resumable).addRoutes(to: routes)
    StorageController(storage: StorageService(store: store)).addRoutes(to: routes)
    ErasureController(
        erasures: ErasureService(store: store, files: ErasedFiles(store: store, media: media, blobs: blobs))
    ).addRoutes(to: routes)
    ImportController(imports: imports).addRoutes(to: routes)
    AssignmentController(labeling: labeling).addRoutes(to: routes)
    TaskController(labeling: labeling, files: mediaFiles).addRoutes(to: routes)
    AdjudicationController(adjudication: AdjudicationService(store: store)).addRoutes(to: routes)
    GroupController(groups: GroupService(store: store)).addRoutes(to: routes)
    PauseController(people: people).addRoutes(to: routes)
    AcceptanceController(acceptances: AcceptanceService(store: store)).addRoutes(to: routes)
    QualityController(quality: QualityService(store: store)).addRoutes(to: routes)
    VersionController(versions: versions).addRoutes(to: routes)
    WebhookController(
        webhooks: WebhookService(store: store, allowsPrivate: settings.allowsPrivateWebhooks)
    ).addRoutes(to: routes)
    ResultController(versions: versions, files: mediaFiles).addRoutes(to: routes)
    return router
}
