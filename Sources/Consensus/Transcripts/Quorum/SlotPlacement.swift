/// Lays an answer along the slots that the first answers made, by the same costs as their own alignment.
///
/// Words that together are what a slot holds fill it together (`air tight` where it says `airtight`), and a word that is
/// what two slots hold fills both.
struct SlotPlacement {
    enum Filling: Equatable {
        /// The answer's words, none for a gap.
        case words(Range<Int>)
        /// Part of a word that also fills the slot next to it.
        case part([UInt32])
    }

    private enum Move {
        /// Puts so many words in a slot.
        case fill(Int)
        /// Puts a word in two slots, the first of which has these letters.
        case divide([UInt32])
        /// Leaves a word out: none of the first answers has a word there.
        case skip
    }

    private static let mostJoined = 3

    private let answer: AnswerWords
    /// For each slot what the first answers have there, with how many have it.
    private let slots: [[(letters: [UInt32], count: Int32)]]
    private let total: Int
    private var distance = EditDistance()
    private var costs: [Int] = []
    private var moves: [Move] = []

    init(_ answer: AnswerWords, slots: [[(letters: [UInt32], count: Int32)]]) {
        self.answer = answer
        self.slots = slots
        total = slots.first.map { $0.reduce(0) { $0 + Int($1.count) } } ?? 0
    }

    /// - Complexity: O(*nm*) comparisons of words for *n* words and *m* slots.
    mutating func fillings() -> [Filling] {
        let (words, width) = (answer.letters.count, slots.count + 1)
        costs = [Int](repeating: .max, count: (words + 1) * width)
        moves = [Move](repeating: .skip, count: costs.count)
        costs[0] = 0
        for row in 0...words {
            for slot in 0...slots.count where row + slot > 0 { enter(row, slot, width) }
        }
        return traced(words, width)
    }

    private mutating func enter(_ row: Int, _ slot: Int, _ width: Int) {
        var best = (cost: Int.max, move: Move.skip)
        func offer(_ cost: Int, _ move: Move) { if cost < best.cost { best = (cost, move) } }
        if slot > 0 {
            for count in [1, 0, 2, 3] where count <= row && count <= Self.mostJoined {
                guard let cost = cost(of: (row - count)..<row, in: slot - 1) else { continue }
                offer(costs[(row - count) * width + slot - 1] + cost, .fill(count))
            }
        }
        if row > 0 {
            offer(costs[(row - 1) * width + slot] + total * Int(AlignmentCosts.gap), .skip)
            if slot > 1, let (first, cost) = division(of: row - 1, at: slot - 2) {
                offer(costs[(row - 1) * width + slot - 2] + cost, .divide(first))
            }
        }
        costs[row * width + slot] = best.cost
        moves[row * width + slot] = best.move
    }

    /// - Returns: nil for several words that are not, together, what the slot holds.
    private mutating func cost(of words: Range<Int>, in slot: Int) -> Int? {
        let letters = answer.letters(words)
        if words.count > 1, !slots[slot].contains(where: { $0.letters == letters }) { return nil }
        return cost(of: letters, in: slot)
    }

    private mutating func cost(of letters: [UInt32], in slot: Int) -> Int {
        slots[slot].reduce(0) { sum, held in
            sum + Int(held.count * AlignmentCosts.pair(letters, held.letters, &distance))
        }
    }

    /// The letters for the first of two slots that together hold a word.
    private mutating func division(of word: Int, at slot: Int) -> ([UInt32], Int)? {
        let letters = answer.letters[word]
        for first in slots[slot] where !first.letters.isEmpty && letters.starts(with: first.letters) {
            let rest = Array(letters.dropFirst(first.letters.count))
            guard !rest.isEmpty, slots[slot + 1].contains(where: { $0.letters == rest }) else { continue }
            return (first.letters, cost(of: first.letters, in: slot) + cost(of: rest, in: slot + 1))
        }
        return nil
    }

    private func traced(_ words: Int, _ width: Int) -> [Filling] {
        var fillings: [Filling] = []
        var (row, slot) = (words, slots.count)
        while row > 0 || slot > 0 {
            switch moves[row * width + slot] {
            case .fill(let count):
                fillings.append(.words((row - count)..<row))
                row -= count
                slot -= 1
            case .divide(let first):
                let rest = Array(answer.letters[row - 1].dropFirst(first.count))
                fillings.append(.part(rest))
                fillings.append(.part(first))
                row -= 1
                slot -= 2
            case .skip:
                row -= 1
            }
        }
        return fillings.reversed()
    }
}
