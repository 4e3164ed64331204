import Testing

/// The steps that many tests begin with.
extension Caller {
    static let password = "seven of nine"

    /// An annotator of all projects there are, logged in; called by an admin.
    func annotator(_ name: String) async throws -> Caller { try await person(name, "annotator") }

    /// Somebody who is a member of no project.
    func outsider(_ name: String) async throws -> Caller { try await person(name, "member") }

    private func person(_ name: String, _ role: String) async throws -> Caller {
        let made = try await post(
            "users", ["name": .text(name), "password": .text(Self.password), "role": .text(role)])
        try #require(made.status == 201, "\(made.detail)")
        return try await loggedIn(name)
    }

    func loggedIn(_ name: String) async throws -> Caller {
        let login = try await post("session", ["name": .text(name), "password": .text(Self.password)])
        try #require(login.status == 201, "\(login.detail)")
        return with(token: login.json["token"].text)
    }

    /// - Returns: the project's number.
    func project(_ name: String = "Digits", policy: String = "4/7") async throws -> Int {
        let made = try await post(
            "projects",
            [
                "name": .text(name), "kind": "transcription", "guidelines": "Write what you hear.",
                "policy": .text(policy), "chunking": ["min": 0.5, "max": 2, "pause": 0.3],
            ])
        try #require(made.status == 201, "\(made.detail)")
        return made.json["id"].int
    }

    func upload(_ bytes: [UInt8], as filename: String, to project: Int, _ more: String = "") async throws -> Reply {
        try await send("projects/\(project)/sources?filename=\(filename)\(more)", bytes)
    }

    /// Waits until the source is cut or has failed, and its job has ended.
    func settledSource(_ source: Int, in project: Int) async throws -> JSON {
        for _ in 0..<3000 {
            let sources = try await get("projects/\(project)/sources").json["sources"].list
            let found = try #require(sources.first { $0["id"].int == source })
            let jobs = try await get("projects/\(project)/jobs").json["jobs"].list
            let isBusy = jobs.contains { ["queued", "running"].contains($0["state"].text) }
            if ["ready", "failed"].contains(found["state"].text), !isBusy { return found }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("The source was not cut in time.")
        return .null
    }

    /// A project with a recording of `tones` tones, cut into tasks.
    func projectWithTasks(policy: String = "4/7", tones: Int = 3) async throws -> Int {
        let project = try await project(policy: policy)
        let recording = WaveFile.tones([Double](repeating: 1, count: tones), pause: 0.6)
        let uploaded = try await upload(recording, as: "tones.wav", to: project)
        try #require(uploaded.status == 201, "\(uploaded.detail)")
        let source = try await settledSource(uploaded.json["id"].int, in: project)
        try #require(source["state"].text == "ready", "\(source["failure"].text)")
        return project
    }
}
