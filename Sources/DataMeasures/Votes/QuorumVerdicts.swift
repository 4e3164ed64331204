internal import Consensus
package import QuorumCore

/// What a quorum policy says of each task: votes are taken in the order of the file.
package struct QuorumVerdicts: Sendable {
    package private(set) var settled: [Int] = []
    /// The label each settled task settled with, by the task's place in `settled`.
    package private(set) var labels: [Int32] = []
    package private(set) var contested: [Int] = []
    /// Tasks that more votes could still settle.
    package private(set) var open: [Int] = []

    package init(_ votes: VoteTable, policy: QuorumPolicy) {
        var order = VoteOrder(votes)
        for item in 0..<votes.coded.itemCount {
            let given = order.labels(of: item)
            switch QuorumTally.decide(keys: given.map { "\($0)" }, policy: policy) {
            case .settled(let key, _):
                settled.append(item)
                labels.append(Int32(key)!)
            case .contested: contested.append(item)
            case .open: open.append(item)
            }
        }
    }
}

/// The votes that count, in the order of the file.
private struct VoteOrder {
    private let offsets: [Int]
    /// Rows of the file by task.
    private let rows: [Int32]
    private let workers: [Int32]
    private let labels: [Int32]
    /// The task each worker was last met on, from its end.
    private var metOn: [Int]

    init(_ votes: VoteTable) {
        let tasks = votes.tasks.codes[0]
        workers = votes.workers.codes[0]
        labels = votes.labels.codes[0]
        metOn = [Int](repeating: -1, count: votes.coded.workerCount)
        var starts = [Int](repeating: 0, count: votes.coded.itemCount + 1)
        for task in tasks { starts[Int(task) + 1] += 1 }
        for task in 0..<votes.coded.itemCount { starts[task + 1] += starts[task] }
        offsets = starts
        var placed = [Int32](repeating: 0, count: tasks.count)
        for (row, task) in tasks.enumerated() {
            placed[starts[Int(task)]] = Int32(row)
            starts[Int(task)] += 1
        }
        rows = placed
    }

    mutating func labels(of item: Int) -> [Int32] {
        var kept: [Int32] = []
        for row in rows[offsets[item]..<offsets[item + 1]].reversed() where metOn[Int(workers[Int(row)])] != item {
            metOn[Int(workers[Int(row)])] = item
            kept.append(labels[Int(row)])
        }
        return kept.reversed()
    }
}
