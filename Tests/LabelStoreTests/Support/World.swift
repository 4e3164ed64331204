import LabelStore
import QuorumCore

/// A project with people and tasks to label.
struct World {
    static let now = Timestamp(milliseconds: 1_772_359_800_000)
    static let lease = Duration.seconds(60)

    let store: LabelStore
    let admin: User
    let project: Project
    let people: [User]
    let tasks: [LabelingTask]

    /// - Parameter sources: each with `chunks` chunks and a group of its own.
    static func make(
        in store: LabelStore, policy: String = "4/7", match: QuorumMatch = .answer, kind: TaskKind = .transcription,
        labels: [String] = [], people: Int = 7, sources: Int = 1, chunks: Int = 3,
        dispatch: DispatchPolicy = .standard, adjudication: AdjudicationPolicy? = nil,
        gold: GoldPolicy = .none, goldSecret: Int64 = 7
    ) async throws -> World {
        let admin = try await store.createFirstAdmin(name: "Ada", passwordHash: "hash", at: now)
        let project = try await store.createProject(
            NewProject(
                name: "Project", kind: kind, guidelines: "Write what you hear.", labels: labels,
                policy: try QuorumPolicy(parsing: policy, match: match), chunking: .standard,
                dispatch: dispatch, adjudication: adjudication, gold: gold),
            goldSecret: goldSecret, by: admin.id, at: now)
        var users: [User] = []
        for person in 0..<people {
            users.append(
                try await store.createUser(
                    name: "person-\(person)", passwordHash: "hash", role: .member, by: admin.id, at: now))
        }
        var tasks: [LabelingTask] = []
        for source in 0..<sources {
            tasks += try await addSource(source, chunks: chunks, to: project, in: store, by: admin)
        }
        return World(store: store, admin: admin, project: project, people: users, tasks: tasks)
    }

    static func addSource(
        _ number: Int, chunks: Int, to project: Project, in store: LabelStore, by admin: User
    ) async throws -> [LabelingTask] {
        let source = try await store.addSource(newSource(number, in: project), by: admin.id, at: now)
        let claim = try await store.claimJob(by: "worker", for: lease, at: now)
        let tasks = try await store.completeChunking(
            of: source.id, kind: .audio, duration: Double(chunks) * 2, chunks: (0..<chunks).map { span($0) }, at: now)
        if let claim { try await store.finish(claim, failure: nil, at: now) }
        return tasks
    }

    static func newSource(_ number: Int, in project: Project, group: Bool = true) -> NewSource {
        let digits = String(number + 1, radix: 16)
        return NewSource(
            project: project.id, filename: "recording \(number).wav",
            sha256: String(repeating: "0", count: 64 - digits.count) + digits, bytes: 1000,
            details: SourceDetails(
                group: group ? "speaker-\(number)" : nil, language: "en", licence: "CC0-1.0", consent: "form 7"))
    }

    static func span(_ ordinal: Int) -> ChunkContent {
        .audio(
            AudioSpan(
                sampleRate: 8000, startSample: Int64(ordinal) * 16_000, endSample: Int64(ordinal + 1) * 16_000,
                start: Double(ordinal) * 2, end: Double(ordinal + 1) * 2, cut: .pause, confidence: 0.75,
                mediaKey: "1/\(ordinal).flac", peakDBFS: -1.5, rmsDBFS: -20.25))
    }

    func serve(_ person: User, at: Timestamp = World.now) async throws -> ServedTask? {
        try await store.serve(project: project.id, to: person.id, Serving(lease: World.lease), at: at).first
    }

    /// The task to answer now and the one after it.
    func serveAhead(_ person: User, at: Timestamp = World.now) async throws -> [ServedTask] {
        try await store.serve(project: project.id, to: person.id, Serving(lease: World.lease, isAhead: true), at: at)
    }

    /// Takes the next task and answers it.
    @discardableResult
    func answer(_ person: User, _ answer: String) async throws -> Submission? {
        guard let served = try await serve(person) else { return nil }
        return try await store.submit(served.assignment.id, by: person.id, answer: answer, at: World.now)
    }

    /// Answers everything with the words of its task, each by as many as it takes.
    ///
    /// - Parameter answer: another one for all.
    func settleAll(with answer: String? = nil) async throws {
        for person in people {
            while let served = try await serve(person) {
                _ = try await store.submit(
                    served.assignment.id, by: person.id, answer: answer ?? "Words of \(served.task.id).",
                    at: World.now)
            }
        }
    }

    func freeze(seed: UInt64 = 1, ratios: SplitRatios = .standard) async throws -> DatasetVersion {
        try await store.freeze(project: project.id, ratios: ratios, seed: seed, by: admin.id, at: World.now)
    }

    /// All answers there are, person by person.
    func judgedAnswers() async throws -> [JudgedAnswer] {
        var answers: [JudgedAnswer] = []
        for annotator in try await store.annotators(in: project.id) {
            var last: AssignmentID?
            repeat {
                let page = try await store.judgedAnswers(in: project.id, by: annotator, after: last, limit: 3)
                answers += page
                last = page.last?.assignment
            } while last != nil
        }
        return answers
    }
}
