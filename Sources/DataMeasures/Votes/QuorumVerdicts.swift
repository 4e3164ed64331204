internal import Consensus
package import QuorumCore

/// What a quorum policy says of each task: votes are taken in the order of the file.
package struct QuorumVerdicts: Sendable {
    /// Tasks that settled, and the answer they settled with, as most of those who gave it, or each of its words, wrote
    /// it.
    package private(set) var settled: [(item: Int, answer: String)] = []
    package private(set) var contested: [Int] = []
    /// Tasks that more votes could still settle.
    package private(set) var open: [Int] = []

    /// - Parameter transcripts: whether labels are transcripts, matched as the policy's normalisation says; others are
    ///   matched as they are.
    package init(_ votes: VoteTable, policy: QuorumPolicy, transcripts: Bool) {
        let answers = votes.answers
        let keys = transcripts ? votes.keys(policy.normalisation) : answers
        var order = VoteOrder(votes)
        for item in 0..<votes.coded.itemCount {
            let given = order.labels(of: item).map { (answer: answers[Int($0)], key: keys[Int($0)]) }
            let decision = QuorumDecision(given, policy: policy)
            switch decision.outcome {
            case .settled(let key, _): settled.append((item, decision.label ?? key))
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
