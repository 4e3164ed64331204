package import Hummingbird
package import LabelStore
package import Logging
import NIOCore

/// Composes the service: who may call what is read off the groups, what is called off the controllers.
///
/// - Parameter onRunning: called with the port once requests are answered.
package func buildApplication(
    _ settings: ServerSettings, store: LabelStore, setUp: SetupService, logger: Logger,
    onRunning: @escaping @Sendable (Int) -> Void = { _ in }
) -> some ApplicationProtocol {
    let data = DataDirectory(path: settings.data)
    let files = FileServer()
    let blobs = KeyedLock()
    let jobs = JobRunner(settings: settings, data: data, blobs: blobs, store: store, logger: logger)

    let hasher = PasswordHasher(cost: settings.passwordCost)
    let accounts = AccountService(store: store, hasher: hasher, sessionLength: settings.session)
    let projects = ProjectService(store: store)
    let uploads = UploadService(
        store: store, data: data, blobs: blobs, limit: settings.largestUpload, queued: jobs.wake)
    let labeling = LabelingService(store: store, lease: settings.lease)
    let versions = VersionService(store: store, data: data, queued: jobs.wake)

    let router = Router(context: VisitorContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
        SecurityHeaders()
        RequestLog()
        ProblemMiddleware()
    }
    HealthController(store: store).addRoutes(to: router)
    PageController(folder: settings.pages, files: files).addRoutes(to: router)

    let visitors = router.group("api/v1")
    let users = visitors.group().add(middleware: Authenticator(accounts: accounts)).group(context: UserContext.self)
    let admins = users.group(context: AdminContext.self)
    SetupController(setUp: setUp, accounts: accounts).addRoutes(visitors: visitors)
    SessionController(accounts: accounts).addRoutes(visitors: visitors, users: users)
    UserController(accounts: accounts).addRoutes(admins: admins)
    ProjectController(projects: projects).addRoutes(users: users, admins: admins)
    SourceController(uploads: uploads).addRoutes(admins: admins)
    AssignmentController(labeling: labeling).addRoutes(users: users)
    TaskController(labeling: labeling, data: data, files: files).addRoutes(users: users, admins: admins)
    AdjudicationController(adjudication: AdjudicationService(store: store)).addRoutes(admins: admins)
    QualityController(quality: QualityService(store: store)).addRoutes(admins: admins)
    VersionController(versions: versions).addRoutes(admins: admins)
    ResultController(versions: versions, files: files).addRoutes(admins: admins)

    return Application(
        router: router,
        server: .http1(configuration: .init(idleTimeout: .seconds(75))),
        configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
        services: [jobs],
        onServerRunning: { channel in onRunning(channel.localAddress?.port ?? settings.port) },
        logger: logger)
}
