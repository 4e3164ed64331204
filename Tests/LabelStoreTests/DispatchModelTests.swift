import LabelStore
import QuorumCore
import Testing

@Suite("Dispatch does what a simple model says, whatever happens in which order")
struct DispatchModelTests {
    @Test(
        "Claims, signs of life, answers, skips, lapses and restarts", .timeLimit(.minutes(15)),
        arguments: Database.available, [UInt64](1...4))
    func randomSchedule(database: Database, seed: UInt64) async throws {
        try await database.withLocation { location in
            var schedule = try await Schedule(seed: seed, location: location)
            for _ in 0..<250 { try await schedule.step() }
            try await schedule.compare()
            try await schedule.finish()
        }
    }
}

/// Does at random what people do, and checks each outcome against the model.
private struct Schedule {
    private static let lease = Duration.seconds(60)

    private let location: StoreLocation
    private var random: SeededNumbers
    private var store: LabelStore
    private var world: World
    private var model: DispatchModel
    private var now = World.now
    /// Every assignment ever given.
    private var given: [(person: UserID, task: TaskID, assignment: AssignmentID)] = []

    init(seed: UInt64, location: StoreLocation) async throws {
        self.location = location
        random = SeededNumbers(seed: seed)
        store = try await LabelStore.open(location)
        let most = Int.random(in: 1...4, using: &random)
        let agree = Int.random(in: 1...most, using: &random)
        world = try await World.make(
            in: store, policy: "\(agree)/\(most)", people: 5, sources: 2, chunks: 6)
        model = DispatchModel(agree: agree, most: most, tasks: world.tasks.map { DispatchModel.Task(id: $0.id) })
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<45: try await claim()
        case 45..<75: try await submit()
        case 75..<83: try await skip()
        case 83..<91: try await beat()
        case 91..<98: now = now.advanced(by: .seconds(Int.random(in: 1...70, using: &random)))
        default: try await restart()
        }
    }

    private mutating func claim() async throws {
        let person = world.people.randomElement(using: &random)!.id
        let isAhead = Bool.random(using: &random)
        let served = try await store.serve(
            project: world.project.id, to: person, Serving(lease: Self.lease, isAhead: isAhead), at: now)
        try note(served, to: person, isAhead: isAhead)
    }

    /// Checks what was handed out against all that could have been.
    ///
    /// - Parameter isAll: whether there is nothing more for them when a place stays empty.
    private mutating func note(
        _ served: [ServedTask], to person: UserID, isAhead: Bool, isAll: Bool = true
    ) throws {
        model.expire(at: now, asking: person)
        model.extend(person, until: now.advanced(by: Self.lease))
        let places = isAhead ? 2 : 1
        #expect(served.count <= places)
        #expect(Set(served.map(\.task.id)).count == served.count)
        // Nobody loses what they hold.
        let held = model.held(by: person)
        #expect(held.filter { id in served.contains { $0.task.id == id } }.count == min(held.count, places))
        for task in served where !held.contains(task.task.id) {
            let index = model.index(of: task.task.id)
            let possible = model.tasks.filter { model.mayHave(person, $0) }
            #expect(possible.contains { $0.id == task.task.id })
            if !model.tasks[index].isBegun {
                let isOneBegun = possible.contains { $0.isBegun }
                #expect(!isOneBegun)
                #expect(possible.first?.id == task.task.id)
            }
            model.tasks[index].people[person] = .live(
                until: task.assignment.expiresAt, assignment: task.assignment.id)
            given.append((person, task.task.id, task.assignment.id))
        }
        if isAll, served.count < places { #expect(!model.tasks.contains { model.mayHave(person, $0) }) }
    }

    private mutating func submit() async throws {
        guard let (person, task, assignment) = given.randomElement(using: &random) else { return }
        let answer = ["a", "b", "c"].randomElement(using: &random)!
        let takesNext = Bool.random(using: &random)
        let isAhead = Bool.random(using: &random)
        let serving = takesNext ? Serving(lease: Self.lease, isAhead: isAhead) : nil
        let index = model.index(of: task)
        let accepts: Bool
        if case .answered(let before) = model.tasks[index].people[person] {
            accepts = before == answer
        } else {
            accepts = model.isTaken(from: person, model.tasks[index])
        }
        do {
            let submission = try await store.submit(
                assignment, by: person, answer: answer, serving: serving, at: now)
            #expect(accepts, "an answer to task \(task) was taken")
            if case .answered = model.tasks[index].people[person] {} else { model.tasks[index].answers.append(answer) }
            model.tasks[index].people[person] = .answered(answer)
            #expect(submission.taskState == model.verdict(model.tasks[index]).state)
            // What comes next waits for nobody, so there may be more.
            if takesNext, !submission.served.isEmpty {
                try note(submission.served, to: person, isAhead: isAhead, isAll: false)
            }
            if takesNext { try await claim(exactly: person, isAhead: isAhead) }
        } catch let error as StoreError {
            #expect(!accepts, "an answer to task \(task) was refused: \(error.message)")
        }
    }

    private mutating func claim(exactly person: UserID, isAhead: Bool) async throws {
        let served = try await store.serve(
            project: world.project.id, to: person, Serving(lease: Self.lease, isAhead: isAhead), at: now)
        try note(served, to: person, isAhead: isAhead)
    }

    private mutating func skip() async throws {
        guard let (person, task, assignment) = given.randomElement(using: &random) else { return }
        let index = model.index(of: task)
        do {
            try await store.skip(assignment, by: person, at: now)
            if case .answered = model.tasks[index].people[person] { Issue.record("an answered task was skipped") }
            model.tasks[index].people[person] = .skipped
        } catch {
            #expect(error.code == .conflict)
            guard case .answered = model.tasks[index].people[person] else {
                Issue.record("a skip was refused: \(error.message)")
                return
            }
        }
    }

    private mutating func beat() async throws {
        guard let (person, task, assignment) = given.randomElement(using: &random) else { return }
        let index = model.index(of: task)
        var accepts = model.isTaken(from: person, model.tasks[index])
        let isLive = if case .live = model.tasks[index].people[person] { true } else { false }
        // A lease comes back to life only for somebody who holds nothing else.
        if !isLive, !model.held(by: person).isEmpty { accepts = false }
        do {
            let renewed = try await store.renew(assignment, by: person, lease: Self.lease, at: now)
            #expect(accepts, "a sign of life for task \(task) was taken")
            model.tasks[index].people[person] = .live(until: renewed.expiresAt, assignment: assignment)
            model.extend(person, until: renewed.expiresAt)
        } catch {
            #expect(!accepts, "a sign of life for task \(task) was refused: \(error.message)")
        }
    }

    /// The store forgets all it holds in memory.
    private mutating func restart() async throws {
        await store.close()
        store = try await LabelStore.open(location)
        world = World(
            store: store, admin: world.admin, project: world.project, people: world.people, tasks: world.tasks)
    }

    /// Every answer is there once, in its order, and every task stands where its answers put it.
    func compare() async throws {
        for detail in try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 100) {
            let task = model.tasks[model.index(of: detail.task.id)]
            #expect(detail.annotations.map(\.answer) == task.answers)
            #expect(detail.task.state == model.verdict(task).state)
            #expect(detail.annotations.count <= model.most)
            #expect(Set(detail.annotations.map(\.annotator)).count == detail.annotations.count)
        }
        #expect(try await store.verifyAudit().faults.isEmpty)
    }

    func finish() async throws { await store.close() }
}
