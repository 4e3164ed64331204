import Exporter
import QuorumCore

extension Shape {
    /// Every call's; the document cannot be made while one is missing.
    static var all: [Endpoint: Shape] {
        service.merging(accounts) { first, _ in first }.merging(logins) { first, _ in first }
            .merging(people) { first, _ in first }
            .merging(projects) { first, _ in first }.merging(labeling) { first, _ in first }
            .merging(versions) { first, _ in first }.merging(storage) { first, _ in first }
            .merging(groups) { first, _ in first }.merging(hooks) { first, _ in first }
    }

    private typealias S = Schema

    static func page(_ most: Int) -> [String: Schema.Value] { ["limit": S.whole(1...most)] }

    private static var service: [Endpoint: Shape] {
        let status = Shape.json(S.object(["status": S.text]))
        return [
            .live: status, .ready: status, .openAPI: .json([:]),
            .metrics: .file("text/plain; version=0.0.4; charset=utf-8"),
            .listAudit: .json(
                S.object(["events": S.list(S.named("AuditEvent")), "next": S.nullable(S.id)]),
                query: page(500).merging(["before": S.id]) { first, _ in first }),
            .verifyAudit: .json(
                S.object(["is_intact": S.flag, "events": S.whole, "head": S.text, "faults": S.list(S.text)]),
                query: ["known": S.text]),
            .exportAudit: .file("application/jsonl; charset=utf-8"),
        ]
    }

    private static var accounts: [Endpoint: Shape] {
        let password = S.text(atLeast: 8)
        let name = S.text(atLeast: 1)
        return [
            .setUpNeeded: .json(S.object(["needed": S.flag])),
            .setUp: .json(
                201, S.named("Session"), takes: S.object(["token": S.text, "name": name, "password": password])),
            .logIn: .json(201, S.named("Session"), takes: S.object(["name": S.text, "password": S.text])),
            .showSession: .json(S.named("Session")), .logOut: .json(204, nil),
            .listUsers: .json(S.list(S.named("User"))),
            .createUser: .json(
                201, S.named("User"),
                takes: S.object(
                    ["name": name, "password": password, "role": roles],
                    optional: ["projects": S.list(S.id)])),
            .listTokens: .json(S.object(["tokens": S.list(S.named("Token"))])),
            .createToken: .json(
                201, S.named("Token"),
                takes: S.object(
                    ["name": name, "scopes": S.list(S.choice(TokenScope.self))],
                    optional: ["days": S.whole(1...366), "project": S.id])),
            .revokeToken: .json(204, nil),
        ]
    }

    private static var logins: [Endpoint: Shape] {
        let answer = S.object(["code": S.text(atLeast: 1), "state": S.text(atLeast: 1)], optional: ["iss": S.text])
        return [
            .showLogin: .json(S.object(["password": S.flag, "provider": S.nullable(S.text)])),
            .beginLogin: .json(
                201, S.object(["url": S.text]),
                takes: S.object(
                    [:],
                    optional: ["invitation": S.text, "name": S.text, "next": S.text, "connect": S.flag])),
            .endLogin: .json(201, S.named("Session"), takes: answer),
            .listIdentities: .json(
                S.object([
                    "identities": S.list(S.object(["id": S.id, "issuer": S.text, "connected_at": S.moment]))
                ])),
            .connectIdentity: .json(204, nil, takes: answer), .disconnectIdentity: .json(204, nil),
        ]
    }

    private static var roles: Schema.Value {
        ["type": "string", "enum": ServiceRole.allCases.map(\.rawValue) + ProjectRole.allCases.map(\.rawValue)]
    }

    private static var people: [Endpoint: Shape] {
        let role = S.choice(ProjectRole.self)
        let token = ["token": S.text]
        return [
            .listMembers: .json(S.object(["members": S.list(S.named("Member")), "governs": S.list(role)])),
            .addMember: .json(
                201, S.named("Member"), takes: S.object(["name": S.text(atLeast: 1), "role": role])),
            .showMember: .json(S.named("Member")).tagged,
            .changeMember: .json(204, nil, takes: S.object(["role": role])).conditional, .removeMember: .json(204, nil),
            .listInvitations: .json(S.object(["invitations": S.list(S.named("Invitation"))])),
            .invite: .json(
                201, S.named("Invitation"), takes: S.object(["role": role], optional: ["hours": S.whole(1...720)])),
            .revokeInvitation: .json(204, nil),
            .showInvitation: .json(
                S.object(["project": S.text, "role": role, "expires_at": S.moment]), takes: S.object(token)),
            .pauseMember: .json(204, nil), .liftPause: .json(204, nil),
            .joinAsNew: .json(
                201, S.named("Session"),
                takes: S.object(
                    token.merging(["name": S.text(atLeast: 1), "password": S.text(atLeast: 8)]) { first, _ in first })),
            .join: .json(S.object(["project": S.id]), takes: S.object(token)),
        ]
    }

    private static var projects: [Endpoint: Shape] {
        var upload = Shape.json(201, S.named("Source"))
        upload.query = [
            "filename": S.text(atLeast: 1), "group": S.text, "language": S.text, "licence": S.text, "consent": S.text,
        ]
        upload.requiredQuery = ["filename"]
        upload.body = ("application/octet-stream", ["type": "string", "format": "binary"])
        var table = Shape.json(201, S.named("Imported"))
        table.query = [
            "filename": S.text(atLeast: 1),
            "as": ["type": "string", "enum": ["items", "predictions", "annotations", "gold"]],
            "model": S.text,
        ]
        for column in ["id", "task", "text", "a", "b", "group", "label", "annotator"] {
            table.query["\(column)_column"] = S.text
        }
        table.requiredQuery = ["filename"]
        table.body = ("application/octet-stream", ["type": "string", "format": "binary"])
        let needed = ["name": S.text(atLeast: 1), "policy": S.text(atLeast: 1)]
        let settings: [String: Schema.Value] = [
            "guidelines": S.text, "labels": S.list(S.text), "match": S.choice(QuorumMatch.self),
            "scale": S.object(["lowest": S.whole, "highest": S.whole]), "tolerance": S.whole(0...Int.max),
            "overlap": S.number,
            "normalisation": S.list(S.text),
            "chunking": S.object([:], optional: ["min": S.number, "max": S.number, "pause": S.number]),
            "dispatch": S.object(
                [:],
                optional: [
                    "order": S.choice(DispatchPolicy.Order.self), "seed": S.whole(0...Int.max),
                    "own_uploads": S.flag, "prefill": S.flag,
                ]),
            "adjudication": S.object(
                [:], optional: ["experts": S.whole(1...2), "error_kinds": S.list(S.text)]),
            "gold": S.object(
                [:],
                optional: [
                    "rate": S.number, "feedback": S.flag, "min_accuracy": S.number,
                    "min_answers": S.whole(1...Int.max),
                ]),
        ]
        let draft = S.object(
            needed.merging(["kind": S.choice(TaskKind.self)]) { first, _ in first }, optional: settings)
        let patch = S.object([:], optional: settings, orAbsent: needed)
        var events = Shape.file("text/event-stream")
        events.query = ["limit": S.whole(1...1_000_000)]
        return [
            .followProject: events, .listProjects: .json(S.object(["projects": S.list(S.named("Project"))])),
            .showProject: .json(S.named("Project")).tagged,
            .createProject: .json(201, S.named("Project"), takes: draft),
            .editProject: .json(S.named("Project"), takes: patch).patching,
            .showProgress: .json(S.named("Progress")), .showQuality: .json(S.named("Quality")),
            .listSources: .json(S.object(["sources": S.list(S.named("Source"))])), .upload: upload,
            .removeSource: .json(204, nil), .importFile: table,
            .listAcceptances: .json(S.object(["acceptances": S.list(S.named("Acceptance"))])),
            .acceptPredictions: .json(
                201, S.named("Acceptance"),
                takes: S.object(
                    ["model": S.text(atLeast: 1), "threshold": S.number],
                    optional: ["checked_share": S.number, "seed": S.whole(0...Int.max)])),
            .undoAcceptance: .json(S.named("Acceptance")),
        ]
    }

    private static var hooks: [Endpoint: Shape] {
        let (url, events) = (S.text(atLeast: 1), S.list(S.choice(from: WebhookEvent.offered)))
        return [
            .listWebhooks: .json(S.object(["webhooks": S.list(S.named("Webhook"))])),
            .createWebhook: .json(201, S.named("Webhook"), takes: S.object(["url": url, "events": events])),
            .showWebhook: .json(S.named("Webhook")).tagged,
            .changeWebhook: .json(
                S.named("Webhook"), takes: S.object([:], orAbsent: ["url": url, "events": events, "paused": S.flag])
            ).patching,
            .removeWebhook: .json(204, nil), .testWebhook: .json(202, S.named("Delivery")),
            .listDeliveries: .json(
                S.object(["deliveries": S.list(S.named("Delivery")), "next": S.nullable(S.id)]),
                query: page(200).merging(["before": S.id]) { first, _ in first }),
            .redeliver: .json(202, S.named("Delivery")),
        ]
    }

    private static var labeling: [Endpoint: Shape] {
        let act = S.object(
            ["action": S.choice(Adjudication.Action.self)],
            optional: [
                "annotation": S.whole, "label": S.answer, "votes": S.whole(1...Int.max), "errors": S.list(S.text),
                "note": S.text,
            ])
        return [
            .takeTask: .json(S.named("Served"), query: ["take": S.whole(1...2)], orEmpty: 204),
            .submitAnswer: .json(
                201, S.named("Submission"),
                takes: S.object(["answer": S.answer], optional: ["take": S.whole(0...2)])),
            .renewLease: .json(S.object(["assignment": S.named("Assignment")])), .skipTask: .json(204, nil),
            .taskAudio: .file("audio/flac"), .taskPeaks: .file("application/json"),
            .listTasks: .json(
                S.object(["tasks": S.list(S.named("Task")), "next": S.nullable(S.id)]),
                query: page(500).merging(["state": S.choice(TaskState.self), "after": S.id]) { first, _ in first }),
            .listContested: .json(
                S.object([
                    "tasks": S.list(
                        S.object([
                            "task": S.named("Task"), "opinions": S.whole, "history": S.list(S.named("Adjudication")),
                        ])),
                    "next": S.nullable(S.id), "remaining": S.whole, "experts": S.whole, "error_kinds": S.list(S.text),
                ]), query: page(100).merging(["after": S.id]) { first, _ in first }),
            .listAdjudications: .json(
                S.object(["adjudications": S.list(S.named("Adjudication"))]), query: page(100)),
            .adjudicate: .json(201, S.named("Outcome"), takes: act),
            .undoAdjudication: .json(S.named("Outcome")),
        ]
    }

    private static var groups: [Endpoint: Shape] {
        let outcome = S.object(["act": S.named("GroupAct"), "group": S.named("Group"), "made": S.nullable(S.id)])
        return [
            .listGroups: .json(
                S.object([
                    "groups": S.list(
                        S.object(["group": S.named("Group"), "example": S.named("Task"), "waiting": S.whole])),
                    "next": S.nullable(S.id),
                ]),
                query: page(100).merging(["state": S.choice(TaskGroup.State.self), "after": S.id]) { first, _ in first }
            ),
            .proposeGroups: .json(
                201, S.object(["groups": S.list(S.id), "compared": S.whole, "is_partial": S.flag]),
                takes: S.object(["basis": S.choice(TaskGroup.Basis.self)], optional: ["likeness": S.number])),
            .showGroup: .json(
                S.object(["group": S.named("Group"), "tasks": S.list(S.named("Task")), "next": S.nullable(S.id)]),
                query: page(100).merging(["after": S.id]) { first, _ in first }),
            .actOnGroup: .json(
                201, outcome,
                takes: S.object(
                    ["action": S.choice(GroupAct.Action.self), "revision": S.whole],
                    optional: [
                        "tasks": S.list(S.id), "groups": S.list(S.id), "label": S.answer, "errors": S.list(S.text),
                        "note": S.text,
                    ])),
            .listGroupActs: .json(S.object(["acts": S.list(S.named("GroupAct"))]), query: page(100)),
            .undoGroupAct: .json(outcome),
        ]
    }

    private static var versions: [Endpoint: Shape] {
        let ratios = S.object(["train": S.number, "validation": S.number, "test": S.number])
        return [
            .listVersions: .json(S.object(["versions": S.list(S.named("Version"))])),
            .freezeVersion: .json(
                201, S.named("Version"),
                takes: S.object(
                    [:], optional: ["ratios": ratios, "seed": S.whole(0...Int.max), "include_gold": S.flag])),
            .exportVersion: .json(202, S.named("Job"), takes: S.object(["format": S.choice(ExportFormat.self)])),
            .measureVersion: .json(202, S.named("Job")),
            .listJobs: .json(
                S.object(["jobs": S.list(S.named("Job"))]),
                query: page(1000).merging(["state": S.choice(JobState.self)]) { first, _ in first }),
            .cancelJob: .json(S.named("Job")), .reportPage: .file("text/html; charset=utf-8"),
            .reportData: .file("application/json"),
            .exportManifest: .file("application/json"), .exportFile: .file("*/*"),
        ]
    }
}
