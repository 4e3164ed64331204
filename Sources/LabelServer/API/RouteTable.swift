import HTTPTypes
import QuorumCore

/// Every call of the API and who may make it. A call that is not here is not served: handlers are added by these.
extension Endpoint {
    private static let root = "/api/v1/"

    static let all =
        service + accounts + logins + people + projects + storage + labeling + adjudication + groups + versions + hooks

    // MARK: The service

    static let service = [live, ready, openAPI, metrics, listAudit, verifyAudit, exportAudit]
    static let live = Endpoint(.get, "/healthz", .anybody, "Whether the process lives")
    static let ready = Endpoint(.get, "/readyz", .anybody, "Whether it can work: the database answers too")

    static let openAPI = Endpoint(.get, "/openapi.json", .anybody, "This document")
    static let metrics = Endpoint(.get, "/metrics", .admin, [.read], "Figures for Prometheus")
    static let listAudit = Endpoint(.get, root + "audit", .admin, [.read], "Who did what, the newest first")
    static let verifyAudit = Endpoint(
        .get, root + "audit/verification", .admin, [.read], "Whether anything in the record was changed")
    static let exportAudit = Endpoint(.get, root + "audit/events.jsonl", .admin, [.read], "The whole record")

    // MARK: Accounts

    static let accounts = [
        setUpNeeded, setUp, logIn, showSession, logOut, listUsers, createUser, listTokens, createToken, revokeToken,
    ]
    static let setUpNeeded = Endpoint(.get, root + "setup", .anybody, "Whether there is no admin yet")
    static let setUp = Endpoint(.post, root + "setup", .anybody, "Make the first admin")
    static let logIn = Endpoint(.post, root + "session", .anybody, "Log in")
    static let showSession = Endpoint(.get, root + "session", .user, [.read, .annotate, .manage], "Who one is")
    static let logOut = Endpoint(.delete, root + "session", .user, "Log out")
    static let listUsers = Endpoint(.get, root + "users", .admin, [.read], "All accounts")
    static let createUser = Endpoint(.post, root + "users", .admin, [.manage], "Make an account")
    static let listTokens = Endpoint(.get, root + "tokens", .user, "One's own API tokens")
    static let createToken = Endpoint(.post, root + "tokens", .user, "Make an API token")
    static let revokeToken = Endpoint(.delete, root + "tokens/:token", .user, "Revoke an API token")

    // MARK: Log-ins through a provider

    static let logins = [showLogin, beginLogin, endLogin, listIdentities, connectIdentity, disconnectIdentity]
    static let showLogin = Endpoint(.get, root + "login", .anybody, "How one can log in")
    static let beginLogin = Endpoint(.post, root + "login", .anybody, "Begin to log in through the provider")
    static let endLogin = Endpoint(
        .post, root + "login/answer", .anybody, "Log in with what the provider sent a browser back with")
    static let listIdentities = Endpoint(
        .get, root + "identities", .user, "The identities at providers that one logs in with")
    static let connectIdentity = Endpoint(
        .post, root + "identities", .user, "Log in with an identity at the provider too, from now on")
    static let disconnectIdentity = Endpoint(
        .delete, root + "identities/:identity", .user, "Log in with an identity no more")

    // MARK: People of a project

    static let people = [
        listMembers, showMember, addMember, changeMember, removeMember, listInvitations, invite, revokeInvitation,
        showInvitation,
        joinAsNew, join, pauseMember, liftPause,
    ]
    static let listMembers = Endpoint(
        .get, root + "projects/:project/members", .member(.people, .project), [.read], "The members of a project")
    static let showMember = Endpoint(
        .get, root + "projects/:project/members/:user", .member(.people, .project), [.read], "A member of a project")
    static let addMember = Endpoint(
        .post, root + "projects/:project/members", .admin, [.manage], "Make somebody a member, by name")
    static let changeMember = Endpoint(
        .put, root + "projects/:project/members/:user", .member(.people, .project), [.manage],
        "Give a member another role")
    static let removeMember = Endpoint(
        .delete, root + "projects/:project/members/:user", .member(.people, .project), [.manage],
        "Take somebody out of a project")
    static let listInvitations = Endpoint(
        .get, root + "projects/:project/invitations", .member(.people, .project), [.read],
        "Invitations nobody has accepted yet")
    static let invite = Endpoint(
        .post, root + "projects/:project/invitations", .member(.people, .project), [.manage], "Invite somebody")
    static let revokeInvitation = Endpoint(
        .delete, root + "projects/:project/invitations/:invitation", .member(.people, .project), [.manage],
        "Take back an invitation")
    static let showInvitation = Endpoint(.post, root + "invitation", .anybody, "What an invitation offers")
    static let joinAsNew = Endpoint(
        .post, root + "invitation/account", .anybody, "Accept an invitation with a new account")
    static let pauseMember = Endpoint(
        .post, root + "projects/:project/members/:user/pause", .member(.people, .project), [.manage],
        "Ask somebody nothing for now")
    static let liftPause = Endpoint(
        .delete, root + "projects/:project/members/:user/pause", .member(.people, .project), [.manage],
        "Let somebody go on")
    static let join = Endpoint(.post, root + "invitation/membership", .user, "Accept an invitation")

    // MARK: Projects and uploads

    static let projects = [
        listProjects, showProject, createProject, editProject, showProgress, followProject, showQuality, listSources,
        upload,
        removeSource, importFile, listAcceptances, acceptPredictions, undoAcceptance,
    ]
    static let listProjects = Endpoint(.get, root + "projects", .user, [.read], "The projects one is a member of")
    static let showProject = Endpoint(
        .get, root + "projects/:project", .member(.see, .project), [.read, .annotate], "A project")
    static let createProject = Endpoint(.post, root + "projects", .admin, [.manage], "Create a project")
    static let editProject = Endpoint(
        .patch, root + "projects/:project", .member(.curate, .project), [.manage], "Change settings of a project")
    static let showProgress = Endpoint(
        .get, root + "projects/:project/progress", .member(.see, .project), [.read, .annotate],
        "How far the answers are")
    static let followProject = Endpoint(
        .get, root + "projects/:project/events", .member(.results, .project), [.read],
        "What changes in a project, as it does")
    static let showQuality = Endpoint(
        .get, root + "projects/:project/quality", .member(.results, .project), [.read],
        "How far answers agree, and how each annotator does")
    static let listSources = Endpoint(
        .get, root + "projects/:project/sources", .member(.results, .project), [.read], "The uploads of a project")
    static let upload = Endpoint(
        .post, root + "projects/:project/sources", .member(.curate, .project), [.manage], "Upload a file")
    static let removeSource = Endpoint(
        .delete, root + "projects/:project/sources/:source", .member(.curate, .project), [.manage],
        "Remove an upload that failed")
    static let importFile = Endpoint(
        .post, root + "projects/:project/imports", .member(.curate, .project), [.manage],
        "Import items, predictions or past answers")
    static let listAcceptances = Endpoint(
        .get, root + "projects/:project/acceptances", .member(.results, .project), [.read],
        "Predictions that were made labels")
    static let acceptPredictions = Endpoint(
        .post, root + "projects/:project/acceptances", .member(.curate, .project), [.manage],
        "Make labels of a model's confident predictions")
    static let undoAcceptance = Endpoint(
        .delete, root + "projects/:project/acceptances/:acceptance", .member(.curate, .project), [.manage],
        "Take back labels that a model gave")

    // MARK: Storage

    static let storage = [
        uploadProtocol, beginUpload, showUpload, continueUpload, endUpload, showStorage, setQuota, setStorageRules,
        showRetention, listErasures, eraseData,
    ]
    private static let uploads = root + "projects/:project/uploads"
    static let uploadProtocol = Endpoint(.options, uploads, .anybody, "What of the tus protocol is spoken")
    static let beginUpload = Endpoint(
        .post, uploads, .member(.curate, .project), [.manage], "Announce a file that comes in piece by piece (tus)")
    static let showUpload = Endpoint(
        .get, uploads + "/:upload", .member(.curate, .project), [.manage], "How far an upload is (tus)")
    static let continueUpload = Endpoint(
        .patch, uploads + "/:upload", .member(.curate, .project), [.manage], "Send more of a file (tus)")
    static let endUpload = Endpoint(
        .delete, uploads + "/:upload", .member(.curate, .project), [.manage], "Give up an upload (tus)")
    static let showStorage = Endpoint(
        .get, root + "projects/:project/storage", .member(.results, .project), [.read],
        "What files the project takes, and how much it keeps")
    static let setQuota = Endpoint(
        .put, root + "projects/:project/storage/quota", .admin, [.manage], "Limit the bytes of a project's uploads")
    static let setStorageRules = Endpoint(
        .put, root + "projects/:project/storage/rules", .member(.curate, .project), [.manage],
        "Say what files the project takes")

    static let showRetention = Endpoint(
        .get, root + "projects/:project/storage/retention", .member(.results, .project), [.read],
        "What the project's rules erase next")
    static let listErasures = Endpoint(
        .get, root + "projects/:project/erasures", .member(.results, .project), [.read],
        "What was erased in a project")
    static let eraseData = Endpoint(
        .post, root + "projects/:project/erasures", .member(.people, .project), [.manage],
        "Erase a file, or all that a person said or wrote")

    // MARK: Labeling

    static let labeling = [takeTask, submitAnswer, renewLease, skipTask, taskAudio, taskPeaks, listTasks]
    static let takeTask = Endpoint(
        .post, root + "projects/:project/assignments", .member(.label, .project), [.annotate], "Take a task")
    static let submitAnswer = Endpoint(
        .post, root + "assignments/:assignment/annotation", .member(.label, .assignment), [.annotate], "Answer a task")
    static let renewLease = Endpoint(
        .post, root + "assignments/:assignment/heartbeat", .member(.label, .assignment), [.annotate], "Keep a task")
    static let skipTask = Endpoint(
        .delete, root + "assignments/:assignment", .member(.label, .assignment), [.annotate], "Skip a task")
    static let taskAudio = Endpoint(
        .get, root + "tasks/:task/audio", .member(.see, .task), [.read, .annotate], "A task's recording")
    static let taskPeaks = Endpoint(
        .get, root + "tasks/:task/peaks", .member(.see, .task), [.read, .annotate], "A task's waveform")
    static let listTasks = Endpoint(
        .get, root + "projects/:project/tasks", .member(.results, .project), [.read], "Tasks with all answers")

    // MARK: Adjudication

    static let adjudication = [listContested, listAdjudications, adjudicate, undoAdjudication]
    static let listContested = Endpoint(
        .get, root + "projects/:project/adjudication", .member(.adjudicate, .project), [.read, .annotate],
        "Contested tasks that wait for the asker")
    static let listAdjudications = Endpoint(
        .get, root + "projects/:project/adjudications", .member(.adjudicate, .project), [.read, .annotate],
        "What the asker decided")
    static let adjudicate = Endpoint(
        .post, root + "tasks/:task/adjudication", .member(.adjudicate, .task), [.annotate], "Settle a contested task")
    static let undoAdjudication = Endpoint(
        .delete, root + "adjudications/:adjudication", .member(.adjudicate, .adjudication), [.annotate],
        "Take a decision back")

    // MARK: Groups

    static let groups = [listGroups, proposeGroups, showGroup, actOnGroup, listGroupActs, undoGroupAct]
    static let listGroups = Endpoint(
        .get, root + "projects/:project/groups", .member(.adjudicate, .project), [.read, .annotate],
        "Groups of tasks that look alike")
    static let proposeGroups = Endpoint(
        .post, root + "projects/:project/groups", .member(.adjudicate, .project), [.annotate],
        "Look for tasks that look alike")
    static let showGroup = Endpoint(
        .get, root + "projects/:project/groups/:group", .member(.adjudicate, .project), [.read, .annotate],
        "A group with its tasks")
    static let actOnGroup = Endpoint(
        .post, root + "projects/:project/groups/:group/acts", .member(.adjudicate, .project), [.annotate],
        "Confirm, change or settle a group")
    static let listGroupActs = Endpoint(
        .get, root + "projects/:project/group-acts", .member(.adjudicate, .project), [.read, .annotate],
        "What experts did about groups")
    static let undoGroupAct = Endpoint(
        .delete, root + "projects/:project/group-acts/:act", .member(.adjudicate, .project), [.annotate],
        "Take an act on a group back")

    // MARK: Versions

    static let versions = [
        listVersions, freezeVersion, exportVersion, measureVersion, listJobs, cancelJob, reportPage, reportData,
        exportManifest, exportFile,
    ]
    private static let version = root + "projects/:project/versions/:version"
    static let listVersions = Endpoint(
        .get, root + "projects/:project/versions", .member(.results, .project), [.read], "The versions of a project")
    static let freezeVersion = Endpoint(
        .post, root + "projects/:project/versions", .member(.curate, .project), [.manage], "Freeze a version")
    static let exportVersion = Endpoint(
        .post, version + "/exports", .member(.curate, .project), [.manage], "Export a version")
    static let measureVersion = Endpoint(
        .post, version + "/report", .member(.curate, .project), [.manage], "Measure a version")
    static let listJobs = Endpoint(
        .get, root + "projects/:project/jobs", .member(.results, .project), [.read], "The latest jobs")
    static let cancelJob = Endpoint(
        .delete, root + "projects/:project/jobs/:job", .member(.curate, .project), [.manage], "Cancel a job")
    static let reportPage = Endpoint(
        .get, version + "/report.html", .member(.results, .project), [.read], "The report as a page")
    static let reportData = Endpoint(
        .get, version + "/report.json", .member(.results, .project), [.read], "The report as data")
    static let exportManifest = Endpoint(
        .get, version + "/exports/:format", .member(.results, .project), [.read], "The manifest of an export")
    static let exportFile = Endpoint(
        .get, version + "/exports/:format/**", .member(.results, .project), [.read], "A file of an export")

    // MARK: Webhooks

    static let hooks = [
        listWebhooks, createWebhook, showWebhook, changeWebhook, removeWebhook, testWebhook, listDeliveries, redeliver,
    ]
    private static let webhook = root + "projects/:project/webhooks/:webhook"
    static let listWebhooks = Endpoint(
        .get, root + "projects/:project/webhooks", .member(.curate, .project), [.manage],
        "The addresses that hear of a project's events")
    static let createWebhook = Endpoint(
        .post, root + "projects/:project/webhooks", .member(.curate, .project), [.manage],
        "Tell an address of a project's events")
    static let showWebhook = Endpoint(
        .get, webhook, .member(.curate, .project), [.manage], "An address that hears of a project's events")
    static let changeWebhook = Endpoint(
        .patch, webhook, .member(.curate, .project), [.manage],
        "Send elsewhere, of other events, not for now, or again")
    static let removeWebhook = Endpoint(
        .delete, webhook, .member(.curate, .project), [.manage], "Tell an address nothing more")
    static let testWebhook = Endpoint(
        .post, webhook + "/test", .member(.curate, .project), [.manage], "Try whether an address takes messages")
    static let listDeliveries = Endpoint(
        .get, webhook + "/deliveries", .member(.curate, .project), [.manage], "What was sent to an address")
    static let redeliver = Endpoint(
        .post, webhook + "/deliveries/:delivery/redelivery", .member(.curate, .project), [.manage],
        "Send a message once more")
}
