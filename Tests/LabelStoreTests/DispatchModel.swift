import LabelStore
import QuorumCore

/// What dispatch must do, in the simplest words: a list of answers and a table of who stands how to which task.
struct DispatchModel {
    enum Standing {
        case live(until: Timestamp, assignment: AssignmentID)
        case answered(String)
        case skipped
        case expired
    }

    struct Task {
        let id: TaskID
        /// In the order they came.
        var answers: [String] = []
        var people: [UserID: Standing] = [:]

        var isBegun: Bool { !people.isEmpty }

        var leases: Int {
            people.values.count { if case .live = $0 { true } else { false } }
        }
    }

    let agree: Int
    let most: Int
    /// In the order they are begun.
    var tasks: [Task]

    func index(of task: TaskID) -> Int { tasks.firstIndex { $0.id == task }! }

    /// The state a task's answers give, and how many more matching ones would settle it.
    func verdict(_ task: Task) -> (state: TaskState, wanted: Int) {
        var best = 0
        for count in 1...max(task.answers.count, 1) where count <= task.answers.count {
            let given = task.answers.prefix(count)
            best = given.map { answer in given.count { $0 == answer } }.max() ?? 0
            if best >= agree { return (.settled, 0) }
            if best + most - count < agree { return (.contested, 0) }
        }
        return (.open, agree - best)
    }

    func isFree(_ task: Task) -> Bool {
        let verdict = verdict(task)
        return verdict.state == .open && task.leases < verdict.wanted
    }

    /// Whether a task may be given to somebody who does not hold it.
    func mayHave(_ person: UserID, _ task: Task) -> Bool {
        guard isFree(task) else { return false }
        switch task.people[person] {
        case nil, .expired: return true
        case .live, .answered, .skipped: return false
        }
    }

    /// Whether an answer or a sign of life is taken from somebody who was given the task.
    func isTaken(from person: UserID, _ task: Task) -> Bool {
        switch task.people[person] {
        case .live: return true
        case .answered, nil: return false
        case .skipped, .expired:
            switch verdict(task).state {
            case .open: return isFree(task)
            case .contested: return task.answers.count + task.leases < most
            case .settled, .discarded: return false
            }
        }
    }

    func held(by person: UserID) -> [TaskID] {
        tasks.filter { if case .live = $0.people[person] { true } else { false } }.map(\.id)
    }

    /// Leases end: of time, and of whoever asks anew while their task is decided.
    mutating func expire(at now: Timestamp, asking person: UserID) {
        for index in tasks.indices {
            for (holder, standing) in tasks[index].people {
                guard case .live(let until, _) = standing else { continue }
                let isDecided = holder == person && verdict(tasks[index]).state != .open
                if until <= now || isDecided { tasks[index].people[holder] = .expired }
            }
        }
    }

    mutating func extend(_ person: UserID, until: Timestamp) {
        for index in tasks.indices {
            if case .live(_, let assignment) = tasks[index].people[person] {
                tasks[index].people[person] = .live(until: until, assignment: assignment)
            }
        }
    }
}
