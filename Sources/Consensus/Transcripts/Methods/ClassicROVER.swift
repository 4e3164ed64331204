/// ROVER as published (Fiscus 1997, section 2.1) and as crowd-kit computes it: each answer in its turn is aligned with
/// the network of those before it, any difference costing 1. The result depends on the order of the answers, which is
/// that of their workers' codes.
enum ClassicROVER {
    static func aggregate(_ votes: CodedVotes, _ coded: CodedTranscripts) -> TranscriptAggregate {
        var matched = WorkerShares(count: votes.workerCount)
        var consensus: [TranscriptConsensus] = []
        consensus.reserveCapacity(votes.itemCount)
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            let answers = votes.labels[range].map { Array(coded.words(Int($0))) }
            let network = Self.network(answers)
            var count = ClassicCount(votes: range.count)
            for slot in network {
                let winner = count.decide(slot, from: coded) { place, position in
                    coded.written(position..<(position + 1), of: Int(votes.labels[range.lowerBound + place]))
                }
                for (place, worker) in votes.workers[range].enumerated() {
                    matched.add(slot.words[place] == winner ? 1 : 0, to: worker)
                }
            }
            consensus.append(count.consensus)
        }
        return TranscriptAggregate(consensus: consensus, workerWeights: matched.shares(prior: 0, mean: 0))
    }

    struct Slot {
        /// For each answer so far its word there, or -1, and the word's place in the answer.
        var words: [Int32]
        var places: [Int]

        var hasGap: Bool { words.contains(-1) }
    }

    private enum Move: UInt8 { case both, slotAlone, wordAlone }

    private static func network(_ answers: [[Int32]]) -> [Slot] {
        guard let first = answers.first else { return [] }
        var slots = first.enumerated().map { Slot(words: [$1], places: [$0]) }
        for (count, answer) in answers.enumerated().dropFirst() { slots = aligned(slots, answer, before: count) }
        return slots
    }

    /// Of equally cheap ways, a word shares a slot rather than leaving it empty, and leaves it empty rather than
    /// opening a new one.
    private static func aligned(_ slots: [Slot], _ words: [Int32], before: Int) -> [Slot] {
        let width = slots.count + 1
        var costs = [Int32](repeating: 0, count: width * (words.count + 1))
        var moves = [Move](repeating: .both, count: costs.count)
        for slot in slots.indices {
            costs[slot + 1] = Int32(slot + 1)
            moves[slot + 1] = .slotAlone
        }
        for row in words.indices {
            costs[(row + 1) * width] = Int32(row + 1)
            moves[(row + 1) * width] = .wordAlone
        }
        for slot in slots.indices {
            let skipping: Int32 = slots[slot].hasGap ? 0 : 1
            for row in words.indices {
                let place = (row + 1) * width + slot + 1
                var best = costs[place - width - 1] + (slots[slot].words.contains(words[row]) ? 0 : 1)
                if costs[place - 1] + skipping < best {
                    best = costs[place - 1] + skipping
                    moves[place] = .slotAlone
                }
                if costs[place - width] + 1 < best {
                    best = costs[place - width] + 1
                    moves[place] = .wordAlone
                }
                costs[place] = best
            }
        }
        return traced(slots, words, before: before, moves, width)
    }

    private static func traced(
        _ slots: [Slot], _ words: [Int32], before: Int, _ moves: [Move], _ width: Int
    ) -> [Slot] {
        var aligned: [Slot] = []
        var (row, slot) = (words.count, slots.count)
        while row > 0 || slot > 0 {
            let move = moves[row * width + slot]
            var filled: Slot
            if move == .wordAlone {
                filled = Slot(
                    words: [Int32](repeating: -1, count: before), places: [Int](repeating: 0, count: before))
            } else {
                slot -= 1
                filled = slots[slot]
            }
            if move != .slotAlone { row -= 1 }
            filled.words.append(move == .slotAlone ? -1 : words[row])
            filled.places.append(row)
            aligned.append(filled)
        }
        return aligned.reversed()
    }
}

/// The vote of the published algorithm: the commonest word; of equally common ones the longest, then the last by code
/// points.
private struct ClassicCount {
    private let votes: Int
    private var text = ConsensusText()
    private var support: Int
    private var slots = 0
    private var agreement = 0.0
    private var isTied = false

    init(votes: Int) {
        self.votes = votes
        support = votes
    }

    mutating func decide(
        _ slot: ClassicROVER.Slot, from coded: CodedTranscripts, written: (_ vote: Int, _ place: Int) -> String
    ) -> Int32 {
        var counts: [Int32: Int] = [:]
        for word in slot.words { counts[word, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        let tied = counts.keys.filter { counts[$0] == most }
        let winner = tied.max { precedes($0, $1, coded.table) } ?? -1
        if winner >= 0 {
            var forms: [String: Int] = [:]
            for (vote, word) in slot.words.enumerated() where word == winner {
                forms[written(vote, slot.places[vote]), default: 0] += 1
            }
            let commonest = forms.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
            text.append(written: commonest, key: coded.key(CollectionOfOne(winner)))
        }
        support = min(support, most)
        slots += 1
        agreement += Double(most) / Double(votes)
        if tied.count > 1 { isTied = true }
        return winner
    }

    private func precedes(_ a: Int32, _ b: Int32, _ table: borrowing WordTable) -> Bool {
        guard a >= 0, b >= 0 else { return a < b }
        let (lengthOfA, lengthOfB) = (table.scalars(of: a).count, table.scalars(of: b).count)
        return lengthOfA == lengthOfB ? table.precedes(a, b) : lengthOfA < lengthOfB
    }

    var consensus: TranscriptConsensus {
        let share = slots == 0 ? (votes == 0 ? 0 : 1) : agreement / Double(slots)
        return TranscriptConsensus(
            text: text.text, key: text.key, support: support, votes: votes, agreement: share, confidence: share,
            isTied: isTied)
    }
}
