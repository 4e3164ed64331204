/// Answers side by side: a word transition network (Fiscus 1997), in which every answer has a word or a gap in each slot.
///
/// It depends on the set of answers alone, not on their order: it starts from the medoid, the answer nearest to all
/// others; adds the others from the nearest to the farthest; then takes each out and aligns it anew with the rest
/// (iterative refinement of a multiple sequence alignment, Barton and Sternberg 1987) until that lowers the sum of all
/// pairs' costs no more. Equal answers move as one.
struct WordNetwork {
    private(set) var slotCount = 0
    let answerCount: Int
    /// Slot by slot, a cell for each distinct answer: a word, or -1 for a gap.
    private(set) var cells: [Int32] = []

    private let answers: TaskAnswers
    private let costs: AlignmentCosts
    private var placed: [Bool]
    private var aligner = SlotAligner()

    private static let refinementRounds = 3

    /// - Complexity: O(*k*² *n*²) for *k* distinct answers of *n* words.
    init(_ answers: TaskAnswers, costs: AlignmentCosts) {
        self.answers = answers
        self.costs = costs
        answerCount = answers.distinct.count
        placed = [Bool](repeating: false, count: answerCount)
        guard answerCount > 0 else { return }
        let order = orderFromMedoid()
        for answer in order { insert(answer) }
        guard answerCount > 2 else { return }
        for _ in 0..<Self.refinementRounds {
            var hasImproved = false
            for answer in order where realign(answer) { hasImproved = true }
            if !hasImproved { break }
        }
    }

    func cell(_ slot: Int, _ answer: Int) -> Int32 { cells[slot * answerCount + answer] }

    private mutating func orderFromMedoid() -> [Int] {
        var distances = [Int](repeating: 0, count: answerCount * answerCount)
        for a in 0..<answerCount {
            for b in 0..<a {
                let cost = aligner.cost(answers.distinct[a], answers.distinct[b], costs)
                distances[a * answerCount + b] = cost
                distances[b * answerCount + a] = cost
            }
        }
        let totals = (0..<answerCount).map { a in
            (0..<answerCount).reduce(0) { $0 + distances[a * answerCount + $1] * Int(answers.counts[$1]) }
        }
        let medoid = totals.indices.min { (totals[$0], $0) < (totals[$1], $1) } ?? 0
        let toMedoid = distances[(medoid * answerCount)..<((medoid + 1) * answerCount)].map { $0 }
        return (0..<answerCount).sorted {
            ($0 == medoid ? 0 : 1, toMedoid[$0], $0) < ($1 == medoid ? 0 : 1, toMedoid[$1], $1)
        }
    }

    private mutating func insert(_ answer: Int) {
        let path = aligner.path(
            of: answers.distinct[answer], along: cells, slotCount: slotCount, counts: present, costs: costs)
        place(answer, path)
    }

    /// Each answer's count if it is in the network, else 0.
    private var present: [Int32] { (0..<answerCount).map { placed[$0] ? answers.counts[$0] : 0 } }

    private mutating func place(_ answer: Int, _ path: [SlotAligner.Step]) {
        var new: [Int32] = []
        new.reserveCapacity(path.count * answerCount)
        for step in path {
            if let slot = step.slot {
                new.append(contentsOf: cells[(slot * answerCount)..<((slot + 1) * answerCount)])
            } else {
                for _ in 0..<answerCount { new.append(-1) }
            }
            new[new.count - answerCount + answer] = step.word
        }
        cells = new
        slotCount = path.count
        placed[answer] = true
    }

    /// - Returns: whether it found a cheaper place.
    private mutating func realign(_ answer: Int) -> Bool {
        let (old, oldSlots, before) = (cells, slotCount, costWithOthers(of: answer))
        placed[answer] = false
        var kept: [Int32] = []
        kept.reserveCapacity(cells.count)
        for slot in 0..<slotCount {
            cells[slot * answerCount + answer] = -1
            let row = cells[(slot * answerCount)..<((slot + 1) * answerCount)]
            if row.contains(where: { $0 >= 0 }) { kept.append(contentsOf: row) }
        }
        cells = kept
        slotCount = kept.count / answerCount
        insert(answer)
        if costWithOthers(of: answer) < before { return true }
        (cells, slotCount) = (old, oldSlots)
        return false
    }

    private func costWithOthers(of answer: Int) -> Int {
        var total = 0
        for slot in 0..<slotCount {
            let own = cell(slot, answer)
            for other in 0..<answerCount where other != answer {
                total += Int(costs.pair(own, cell(slot, other)) * answers.counts[other])
            }
        }
        return total
    }
}
