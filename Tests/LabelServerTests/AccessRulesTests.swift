import QuorumCore
import Testing

@testable import LabelServer

/// The rule of every call, told once more: a call that is opened wider in the route table shows here.
@Suite struct AccessRulesTests {
    /// Each call: who may make it, or what their role has to allow; then the scopes of tokens that suffice.
    private static let rules = """
        DELETE /api/v1/adjudications/:adjudication: adjudicate, annotate
        DELETE /api/v1/assignments/:assignment: label, annotate
        DELETE /api/v1/identities/:identity: user
        DELETE /api/v1/projects/:project/acceptances/:acceptance: curate, manage
        DELETE /api/v1/projects/:project/group-acts/:act: adjudicate, annotate
        DELETE /api/v1/projects/:project/invitations/:invitation: people, manage
        DELETE /api/v1/projects/:project/jobs/:job: curate, manage
        DELETE /api/v1/projects/:project/members/:user/pause: people, manage
        DELETE /api/v1/projects/:project/members/:user: people, manage
        DELETE /api/v1/projects/:project/sources/:source: curate, manage
        DELETE /api/v1/projects/:project/uploads/:upload: curate, manage
        DELETE /api/v1/projects/:project/webhooks/:webhook: curate, manage
        DELETE /api/v1/session: user
        DELETE /api/v1/tokens/:token: user
        GET /api/v1/audit/events.jsonl: admin, read
        GET /api/v1/audit/verification: admin, read
        GET /api/v1/audit: admin, read
        GET /api/v1/identities: user
        GET /api/v1/login: anybody
        GET /api/v1/projects/:project/acceptances: results, read
        GET /api/v1/projects/:project/adjudication: adjudicate, annotate read
        GET /api/v1/projects/:project/adjudications: adjudicate, annotate read
        GET /api/v1/projects/:project/erasures: results, read
        GET /api/v1/projects/:project/events: results, read
        GET /api/v1/projects/:project/group-acts: adjudicate, annotate read
        GET /api/v1/projects/:project/groups/:group: adjudicate, annotate read
        GET /api/v1/projects/:project/groups: adjudicate, annotate read
        GET /api/v1/projects/:project/invitations: people, read
        GET /api/v1/projects/:project/jobs: results, read
        GET /api/v1/projects/:project/members/:user: people, read
        GET /api/v1/projects/:project/members: people, read
        GET /api/v1/projects/:project/progress: see, annotate read
        GET /api/v1/projects/:project/quality: results, read
        GET /api/v1/projects/:project/sources: results, read
        GET /api/v1/projects/:project/storage/retention: results, read
        GET /api/v1/projects/:project/storage: results, read
        GET /api/v1/projects/:project/tasks: results, read
        GET /api/v1/projects/:project/uploads/:upload: curate, manage
        GET /api/v1/projects/:project/versions/:version/exports/:format/**: results, read
        GET /api/v1/projects/:project/versions/:version/exports/:format: results, read
        GET /api/v1/projects/:project/versions/:version/report.html: results, read
        GET /api/v1/projects/:project/versions/:version/report.json: results, read
        GET /api/v1/projects/:project/versions: results, read
        GET /api/v1/projects/:project/webhooks/:webhook/deliveries: curate, manage
        GET /api/v1/projects/:project/webhooks/:webhook: curate, manage
        GET /api/v1/projects/:project/webhooks: curate, manage
        GET /api/v1/projects/:project: see, annotate read
        GET /api/v1/projects: user, read
        GET /api/v1/session: user, annotate manage read
        GET /api/v1/setup: anybody
        GET /api/v1/tasks/:task/audio: see, annotate read
        GET /api/v1/tasks/:task/peaks: see, annotate read
        GET /api/v1/tokens: user
        GET /api/v1/users: admin, read
        GET /healthz: anybody
        GET /metrics: admin, read
        GET /openapi.json: anybody
        GET /readyz: anybody
        OPTIONS /api/v1/projects/:project/uploads: anybody
        PATCH /api/v1/projects/:project/uploads/:upload: curate, manage
        PATCH /api/v1/projects/:project/webhooks/:webhook: curate, manage
        PATCH /api/v1/projects/:project: curate, manage
        POST /api/v1/assignments/:assignment/annotation: label, annotate
        POST /api/v1/assignments/:assignment/heartbeat: label, annotate
        POST /api/v1/identities: user
        POST /api/v1/invitation/account: anybody
        POST /api/v1/invitation/membership: user
        POST /api/v1/invitation: anybody
        POST /api/v1/login/answer: anybody
        POST /api/v1/login: anybody
        POST /api/v1/projects/:project/acceptances: curate, manage
        POST /api/v1/projects/:project/assignments: label, annotate
        POST /api/v1/projects/:project/erasures: people, manage
        POST /api/v1/projects/:project/groups/:group/acts: adjudicate, annotate
        POST /api/v1/projects/:project/groups: adjudicate, annotate
        POST /api/v1/projects/:project/imports: curate, manage
        POST /api/v1/projects/:project/invitations: people, manage
        POST /api/v1/projects/:project/members/:user/pause: people, manage
        POST /api/v1/projects/:project/members: admin, manage
        POST /api/v1/projects/:project/sources: curate, manage
        POST /api/v1/projects/:project/uploads: curate, manage
        POST /api/v1/projects/:project/versions/:version/exports: curate, manage
        POST /api/v1/projects/:project/versions/:version/report: curate, manage
        POST /api/v1/projects/:project/versions: curate, manage
        POST /api/v1/projects/:project/webhooks/:webhook/deliveries/:delivery/redelivery: curate, manage
        POST /api/v1/projects/:project/webhooks/:webhook/test: curate, manage
        POST /api/v1/projects/:project/webhooks: curate, manage
        POST /api/v1/projects: admin, manage
        POST /api/v1/session: anybody
        POST /api/v1/setup: anybody
        POST /api/v1/tasks/:task/adjudication: adjudicate, annotate
        POST /api/v1/tokens: user
        POST /api/v1/users: admin, manage
        PUT /api/v1/projects/:project/members/:user: people, manage
        PUT /api/v1/projects/:project/storage/quota: admin, manage
        PUT /api/v1/projects/:project/storage/rules: curate, manage
        """

    @Test func everyCallHasTheRuleItShouldHave() {
        let table = Endpoint.all.map { endpoint in
            let scopes = endpoint.scopes.map(\.rawValue).sorted().joined(separator: " ")
            let rule = scopes.isEmpty ? rule(endpoint.access) : "\(rule(endpoint.access)), \(scopes)"
            return "\(endpoint.method) \(endpoint.path): \(rule)"
        }
        #expect(table.sorted() == Self.rules.split(separator: "\n").map(String.init))
    }

    private func rule(_ access: Access) -> String {
        switch access {
        case .anybody: "anybody"
        case .user: "user"
        case .admin: "admin"
        case .member(let permission, _): "\(permission)"
        }
    }
}
