/// The slots of a network as a vote sees them: for each slot its candidates, and which of them each answer gives.
///
/// Neighbouring slots in which some answers divide the same letters differently (`air tight`, `airtight`) are one, so
/// that how a compound is divided does not part those who heard the same.
struct WordSlots {
    /// The candidate that says there is no word.
    static let gap: Int32 = 0

    private(set) var count = 0
    let answerCount: Int
    /// For each slot and distinct answer, its candidate: `gap`, or 1, 2, … in the order of the answers.
    private(set) var candidates: [Int32] = []
    /// Candidates of each slot, the gap included.
    private(set) var candidateCounts: [Int] = []
    /// The words (places in the answer) that each distinct answer has in each slot.
    private(set) var runs: [Range<Int>] = []

    /// - Parameter joinsCompounds: whether slots are joined as described.
    init(_ network: WordNetwork, _ answers: TaskAnswers, table: borrowing WordTable, joinsCompounds: Bool = true) {
        answerCount = network.answerCount
        var letters = answers.distinct.map { Letters($0, answers: answers, table: table) }
        var next = [Int](repeating: 0, count: answerCount)
        for slot in 0..<network.slotCount {
            let row = next.indices.map { answer in
                let end = next[answer] + (network.cell(slot, answer) >= 0 ? 1 : 0)
                defer { next[answer] = end }
                return next[answer]..<end
            }
            if joinsCompounds, count > 0, Self.dividesDifferently(last, row, letters) {
                for (answer, run) in row.enumerated() {
                    let place = runs.count - answerCount + answer
                    runs[place] = runs[place].lowerBound..<run.upperBound
                }
            } else {
                runs.append(contentsOf: row)
                count += 1
            }
        }
        for slot in 0..<count { nameCandidates(of: slot, &letters) }
    }

    func candidate(_ slot: Int, _ answer: Int) -> Int32 { candidates[slot * answerCount + answer] }

    func run(_ slot: Int, _ answer: Int) -> Range<Int> { runs[slot * answerCount + answer] }

    private var last: ArraySlice<Range<Int>> { runs.suffix(answerCount) }

    /// Whether an answer has the same letters in two words, one in each slot, that another has in one slot alone.
    private static func dividesDifferently(
        _ left: ArraySlice<Range<Int>>, _ right: [Range<Int>], _ letters: [Letters]
    ) -> Bool {
        let left = Array(left)
        let divided = right.indices.filter { !left[$0].isEmpty && !right[$0].isEmpty }
        let whole = right.indices.filter { left[$0].isEmpty != right[$0].isEmpty }
        return divided.contains { a in
            let ofA = letters[a].of(left[a].lowerBound..<right[a].upperBound)
            return whole.contains { b in
                ofA.elementsEqual(letters[b].of(left[b].lowerBound..<right[b].upperBound))
            }
        }
    }

    private mutating func nameCandidates(of slot: Int, _ letters: inout [Letters]) {
        var first: [Int] = []
        for answer in 0..<answerCount {
            let run = run(slot, answer)
            guard !run.isEmpty else {
                candidates.append(Self.gap)
                continue
            }
            let own = letters[answer].of(run)
            let known = first.firstIndex { own.elementsEqual(letters[$0].of(self.run(slot, $0))) }
            if known == nil { first.append(answer) }
            candidates.append(Int32(known ?? first.count - 1) + 1)
        }
        candidateCounts.append(first.count + 1)
    }
}

/// An answer's scalars without the spaces between words.
private struct Letters {
    private var scalars: [UInt32] = []
    private var starts = [0]

    init(_ words: [Int32], answers: TaskAnswers, table: borrowing WordTable) {
        for word in words {
            scalars.append(contentsOf: table.scalars[table.scalars(of: answers.words[Int(word)])])
            starts.append(scalars.count)
        }
    }

    func of(_ words: Range<Int>) -> ArraySlice<UInt32> { scalars[starts[words.lowerBound]..<starts[words.upperBound]] }
}
