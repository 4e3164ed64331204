/// One task's votes on its slots, ready to be counted.
struct TaskSlots {
    let answers: TaskAnswers
    let slots: WordSlots
    /// The transcripts' codes, a vote each.
    let transcripts: [Int32]

    init(
        _ transcripts: ArraySlice<Int32>, of coded: borrowing CodedTranscripts, distance: inout EditDistance
    ) {
        self.transcripts = Array(transcripts)
        answers = TaskAnswers(self.transcripts.map { coded.words(Int($0)) }, table: coded.table)
        let costs = AlignmentCosts(words: answers.words, table: coded.table, distance: &distance)
        slots = WordSlots(WordNetwork(answers, costs: costs), answers, table: coded.table)
    }

    var voteCount: Int { transcripts.count }

    func candidate(_ slot: Int, _ vote: Int) -> Int32 { slots.candidate(slot, answers.indexOf[vote]) }

    /// The written and the normalised form of a candidate: those with the most weight among the votes for it; of
    /// equals the one whose bytes come first.
    func forms(
        of candidate: Int32, in slot: Int, from coded: borrowing CodedTranscripts, weight: (Int) -> Double
    ) -> (written: String, key: String) {
        var written: [String: Double] = [:]
        var keys: [String: Double] = [:]
        for vote in 0..<voteCount where self.candidate(slot, vote) == candidate {
            let answer = answers.indexOf[vote]
            let run = slots.run(slot, answer)
            written[coded.written(run, of: Int(transcripts[vote])), default: 0] += weight(vote)
            let words = answers.distinct[answer][run].map { answers.words[Int($0)] }
            keys[coded.key(words), default: 0] += weight(vote)
        }
        return (Self.heaviest(written), Self.heaviest(keys))
    }

    private static func heaviest(_ forms: [String: Double]) -> String {
        forms.max { a, b in
            abs(a.value - b.value) > 1e-9
                ? a.value < b.value : a.key.utf8.lexicographicallyPrecedes(b.key.utf8) == false
        }?.key ?? ""
    }
}

/// Puts the words of a consensus together.
struct ConsensusText {
    private(set) var text = ""
    private(set) var key = ""

    mutating func append(written: String, key word: String) {
        if !word.isEmpty { key += key.isEmpty ? word : " " + word }
        guard !written.isEmpty else { return }
        let isJoined = text.isEmpty || endsInHyphen
        text += isJoined ? written : " " + written
    }

    /// A hyphen right after a letter belongs to the word that follows.
    private var endsInHyphen: Bool {
        let end = text.utf8.suffix(2)
        return end.count == 2 && end.last == UInt8(ascii: "-") && end.first.map { $0 != 0x20 && $0 != 0x2D } == true
    }
}
