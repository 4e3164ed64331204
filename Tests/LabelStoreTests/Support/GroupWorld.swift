import LabelStore
import QuorumCore

/// Short texts to choose x or y for, under 2/2, with an expert.
struct GroupWorld {
    /// All that acts on groups change.
    struct Snapshot: Equatable {
        let groups: [TaskGroupID: [TaskID]]
        let states: [TaskGroupID: TaskGroup.State]
        let tasks: [TaskDetail]
    }

    let world: World
    let tasks: [TaskID]

    var store: LabelStore { world.store }
    var expert: UserID { world.admin.id }

    /// The first task is contested by x and y, the second has the answer x, nobody answered the others.
    static func make(in store: LabelStore, experts: Int, tasks: Int) async throws -> GroupWorld {
        let world = try await World.make(
            in: store, policy: "2/2", kind: .classification, labels: ["x", "y"], people: 4, sources: 0,
            adjudication: AdjudicationPolicy(experts: experts, errorKinds: ["wrong label"]))
        let ids = try await add(tasks, named: "first", to: world)
        try await world.answer(world.people[0], "x")
        try await world.answer(world.people[1], "y")
        try await world.answer(world.people[0], "x")
        return GroupWorld(world: world, tasks: ids)
    }

    private static func add(_ count: Int, named name: String, to world: World) async throws -> [TaskID] {
        let before = try await world.store.tasks(in: world.project.id, state: nil, after: nil, limit: 500)
        _ = try await world.store.add(
            (0..<count).map { row in
                ImportedItem(
                    row: row, reference: .item("\(name) \(row)"),
                    content: ImportedContent(text: "Text \(row)", group: "\(row)"), predictions: [], annotations: [])
            },
            from: ImportFile(
                name: name, sha256: String(repeating: "\(name.utf8.count % 10)", count: 64), bytes: 100,
                details: SourceDetails()),
            to: world.project.id, by: world.admin.id, at: World.now)
        return try await world.store.tasks(
            in: world.project.id, state: nil, after: before.last?.task.id, limit: 500
        ).map(\.task.id)
    }

    /// More tasks, each answered by x and y.
    func contest(_ count: Int) async throws -> [TaskID] {
        let ids = try await Self.add(count, named: "more", to: world)
        for (person, answer) in zip(world.people, ["x", "y"]) {
            while try await world.answer(person, answer) != nil {}
        }
        return ids
    }

    func propose(_ groups: [[TaskID]]) async throws -> [TaskGroupID] {
        try await store.propose(groups, by: .text, in: world.project.id, asked: expert, at: World.now)
    }

    /// Acts on a group as it is.
    func act(_ group: TaskGroupID, _ verb: GroupDeed.Verb, by actor: UserID? = nil) async throws -> GroupOutcome {
        let seen = try await store.group(group, in: world.project.id, after: nil, limit: 1).group
        return try await store.act(
            on: group, in: world.project.id, by: actor ?? expert,
            GroupDeed(verb, revision: seen.revision, note: "alike"), at: World.now)
    }

    func undo(_ act: GroupActID) async throws {
        _ = try await store.undoGroupAct(act, in: world.project.id, by: expert, at: World.now)
    }

    func members(_ group: TaskGroupID) async throws -> [TaskID] {
        try await store.group(group, in: world.project.id, after: nil, limit: 100).tasks.map(\.task.id)
    }

    func groups() async throws -> [TaskGroupID: TaskGroup.State] {
        let found = try await store.groups(in: world.project.id, state: nil, after: nil, limit: 100)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.group.id, $0.group.state) })
    }

    func details(_ ids: [TaskID]? = nil) async throws -> [TaskDetail] {
        let ids = ids ?? tasks
        return try await store.tasks(in: world.project.id, state: nil, after: nil, limit: 500).filter {
            ids.contains($0.task.id)
        }
    }

    func snapshot() async throws -> Snapshot {
        let states = try await groups()
        var members: [TaskGroupID: [TaskID]] = [:]
        for group in states.keys { members[group] = try await self.members(group) }
        return Snapshot(groups: members, states: states, tasks: try await details())
    }

    /// nil when what chance chose is not possible.
    func actAtRandom(_ source: inout SeededNumbers) async throws -> GroupAct? {
        let groups = try await groups().filter { $0.value == .proposed || $0.value == .confirmed }.keys.sorted()
        guard let group = groups.randomElement(using: &source) else { return nil }
        let some = try await members(group).filter { _ in Bool.random(using: &source) }
        let other = groups.randomElement(using: &source)!
        let verb: GroupDeed.Verb =
            switch Int.random(in: 0..<10, using: &source) {
            case 0..<4: .confirm
            case 4: .remove(Array(some.prefix(1)))
            case 5, 6: .split(some)
            case 7: .merge([other])
            case 8: .settle(Bool.random(using: &source) ? "x" : "y", errors: [])
            default: Int.random(in: 0..<3, using: &source) == 0 ? .dissolve : .confirm
            }
        do {
            return try await act(group, verb).act
        } catch let error as StoreError {
            guard error.code == .conflict || error.code == .invalid else { throw error }
            return nil
        }
    }
}
