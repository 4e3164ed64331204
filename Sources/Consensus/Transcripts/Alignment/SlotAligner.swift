/// Finds the cheapest way to lay an answer along slots that others fill already.
///
/// A word in a slot costs the sum of its pairs with what the others have there.
struct SlotAligner {
    struct Step {
        /// An existing slot, or nil for a new one.
        let slot: Int?
        /// The answer's word there, or -1.
        let word: Int32
    }

    private enum Move: UInt8 { case both, slotAlone, wordAlone }

    private var costs: [Int] = []
    private var moves: [Move] = []

    /// - Parameters:
    ///   - cells: slot by slot, one for each element of `counts`.
    ///   - counts: how many stand behind each column of the cells; 0 takes it out.
    /// - Complexity: O(*nmk*) for *n* words, *m* slots and *k* columns.
    mutating func path(
        of words: [Int32], along cells: [Int32], slotCount: Int, counts: [Int32], costs table: AlignmentCosts
    ) -> [Step] {
        let width = slotCount + 1
        fill(words, cells, slotCount, counts, table)
        var path: [Step] = []
        var (row, slot) = (words.count, slotCount)
        while row > 0 || slot > 0 {
            switch moves[row * width + slot] {
            case .both:
                row -= 1
                slot -= 1
                path.append(Step(slot: slot, word: words[row]))
            case .slotAlone:
                slot -= 1
                path.append(Step(slot: slot, word: -1))
            case .wordAlone:
                row -= 1
                path.append(Step(slot: nil, word: words[row]))
            }
        }
        return path.reversed()
    }

    /// The cost of the cheapest alignment of two answers.
    mutating func cost(_ a: [Int32], _ b: [Int32], _ table: AlignmentCosts) -> Int {
        fill(a, b, b.count, [1], table)
        return costs[a.count * (b.count + 1) + b.count]
    }

    private mutating func fill(
        _ words: [Int32], _ cells: [Int32], _ slotCount: Int, _ counts: [Int32], _ table: AlignmentCosts
    ) {
        let width = slotCount + 1
        let size = width * (words.count + 1)
        if costs.count < size {
            costs = [Int](repeating: 0, count: size)
            moves = [Move](repeating: .both, count: size)
        }
        let total = counts.reduce(0, +)
        let newSlot = Int(total * AlignmentCosts.gap)
        costs[0] = 0
        for row in 0..<words.count {
            costs[(row + 1) * width] = costs[row * width] + newSlot
            moves[(row + 1) * width] = .wordAlone
        }
        for slot in 0..<slotCount {
            var skipping = 0
            for (column, count) in counts.enumerated() where cells[slot * counts.count + column] >= 0 {
                skipping += Int(count * AlignmentCosts.gap)
            }
            costs[slot + 1] = costs[slot] + skipping
            moves[slot + 1] = .slotAlone
            for row in 0..<words.count {
                var filling = 0
                for (column, count) in counts.enumerated() {
                    filling += Int(count * table.pair(words[row], cells[slot * counts.count + column]))
                }
                let place = (row + 1) * width + slot + 1
                var best = costs[place - width - 1] + filling
                var move = Move.both
                if costs[place - 1] + skipping < best {
                    best = costs[place - 1] + skipping
                    move = .slotAlone
                }
                if costs[place - width] + newSlot < best {
                    best = costs[place - width] + newSlot
                    move = .wordAlone
                }
                costs[place] = best
                moves[place] = move
            }
        }
    }
}
