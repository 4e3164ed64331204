import LabelStore
import QuorumCore
import Testing

@testable import LabelServer

/// Two projects with one object of each kind, and somebody in every role of the first.
struct AccessWorld {
    /// What leads to a project in the addresses of the API.
    struct Place {
        let project: Int
        let task: Int
        let assignment: Int
        let adjudication: Int

        /// The endpoint's address in this project; nobody else's objects are there.
        func path(of endpoint: Endpoint) -> String {
            let values = [
                "project": project, "task": task, "assignment": assignment, "adjudication": adjudication,
            ]
            return endpoint.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
                guard part.hasPrefix(":") else { return part == "**" ? "data/a" : String(part) }
                // A number and a name that nothing has.
                return values[String(part.dropFirst())].map(String.init) ?? "999"
            }.joined(separator: "/")
        }
    }

    /// Somebody with a way in of their own.
    struct Actor {
        /// nil for a service admin.
        let role: ProjectRole?
        /// nil for a login.
        let scopes: Set<TokenScope>?
        /// Whether their token is for the first project alone.
        var isForOwn = false
        let caller: Caller

        var description: String {
            let who = role?.rawValue ?? "admin"
            guard let scopes else { return who }
            return "\(who) with a token to \(scopes.map(\.rawValue).sorted())\(isForOwn ? " in the own project" : "")"
        }
    }

    let own: Place
    let foreign: Place
    let actors: [Actor]

    static func make(by admin: Caller) async throws -> AccessWorld {
        let own = try await place("own", by: admin)
        let foreign = try await place("foreign", by: admin)
        var actors = try await Self.actors(admin, as: nil, in: own.project)
        for role in ProjectRole.allCases {
            let made = try await admin.post(
                "users",
                [
                    "name": .text("the \(role)"), "password": .text(Caller.password), "role": .text(role.rawValue),
                    "projects": [.number(Double(own.project))],
                ])
            try #require(made.status == 201, "\(made.detail)")
            actors += try await Self.actors(admin.loggedIn("the \(role)"), as: role, in: own.project)
        }
        return AccessWorld(own: own, foreign: foreign, actors: actors)
    }

    private static func actors(_ caller: Caller, as role: ProjectRole?, in own: Int) async throws -> [Actor] {
        var actors = [Actor(role: role, scopes: nil, caller: caller)]
        for scope in TokenScope.allCases {
            let made = try await caller.post(
                "tokens", ["name": .text(scope.rawValue), "scopes": [.text(scope.rawValue)]])
            try #require(made.status == 201, "\(made.detail)")
            actors.append(
                Actor(role: role, scopes: [scope], caller: caller.with(token: made.json["token"].text)))
        }
        let all = TokenScope.allCases.map { JSON.text($0.rawValue) }
        let made = try await caller.post(
            "tokens", ["name": "own", "scopes": .list(all), "project": .number(Double(own))])
        try #require(made.status == 201, "\(made.detail)")
        actors.append(
            Actor(
                role: role, scopes: Set(TokenScope.allCases), isForOwn: true,
                caller: caller.with(token: made.json["token"].text)))
        return actors
    }

    /// A project with a task that was answered twice, contested and put aside.
    private static func place(_ name: String, by admin: Caller) async throws -> Place {
        let made = try await admin.post(
            "projects", ["name": .text(name), "kind": "classification", "labels": ["a", "b"], "policy": "2/2"])
        let project = made.json["id"].int
        let text = Array("A passage of the project \(name), long enough to stand alone.\n".utf8)
        let source = try await admin.upload(text, as: "text.txt", to: project).json
        try #require(try await admin.settledSource(source["id"].int, in: project)["state"].text == "ready")
        var last: JSON = .null
        for answer in ["a", "b"] {
            let person = try await admin.annotator("\(name) \(answer)")
            last = try await person.post("projects/\(project)/assignments").json
            let sent = try await person.post(
                "assignments/\(last["assignment"]["id"].int)/annotation", ["answer": .text(answer)])
            try #require(sent.status == 201, "\(sent.detail)")
        }
        let task = last["task"]["id"].int
        let act = try await admin.post("tasks/\(task)/adjudication", ["action": "discard"])
        try #require(act.status == 201, "\(act.detail)")
        return Place(
            project: project, task: task, assignment: last["assignment"]["id"].int,
            adjudication: act.json["adjudication"]["id"].int)
    }
}
