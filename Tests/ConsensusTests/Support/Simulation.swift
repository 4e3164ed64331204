import Consensus
import QuorumCore

/// Votes of simulated workers, and what is true.
struct Simulation {
    var items: [Int32] = []
    var workers: [Int32] = []
    var labels: [Int32] = []
    var truth: [Int32] = []

    /// Workers who are right with a probability of their own, 0.5...0.95, and otherwise pick any label.
    init(
        seed: UInt64, items itemCount: Int = 120, workers workerCount: Int = 12, labels labelCount: Int = 3,
        votes: Int = 5
    ) {
        var source = SeededNumbers(seed: seed)
        let skills = (0..<workerCount).map { _ in Double.random(in: 0.5...0.95, using: &source) }
        for item in 0..<itemCount {
            let right = Int32.random(in: 0..<Int32(labelCount), using: &source)
            truth.append(right)
            for worker in (0..<workerCount).shuffled(using: &source).prefix(votes) {
                let knows = Double.random(in: 0..<1, using: &source) < skills[worker]
                items.append(Int32(item))
                workers.append(Int32(worker))
                labels.append(knows ? right : Int32.random(in: 0..<Int32(labelCount), using: &source))
            }
        }
    }

    var votes: CodedVotes { CodedVotes(items: items, workers: workers, labels: labels) }

    /// The same votes in another order.
    func shuffled(seed: UInt64) -> Simulation {
        var source = SeededNumbers(seed: seed)
        let order = items.indices.shuffled(using: &source)
        var copy = self
        copy.items = order.map { items[$0] }
        copy.workers = order.map { workers[$0] }
        copy.labels = order.map { labels[$0] }
        return copy
    }

    /// The same votes with other codes: `names[code]` in place of `code`.
    func renamed(items names: [Int32], workers workerNames: [Int32], labels labelNames: [Int32]) -> Simulation {
        var copy = self
        copy.items = items.map { names[Int($0)] }
        copy.workers = workers.map { workerNames[Int($0)] }
        copy.labels = labels.map { labelNames[Int($0)] }
        return copy
    }
}
