/// One place of a transcript, and the votes on what stands there.
struct QuorumSlot: Sendable {
    struct Candidate: Sendable {
        /// What makes answers the same here; empty for no word.
        let letters: [UInt32]
        /// The answers that have it, by their place.
        fileprivate(set) var voters: [Int] = []
        /// How those wrote it that have a writing of their own for this slot.
        fileprivate(set) var forms: [Form] = []

        var votes: Int { voters.count }
    }

    struct Form: Sendable {
        let voter: Int
        let written: String
        let key: String
    }

    private(set) var candidates: [Candidate] = []

    /// - Parameter form: nil where the answer has no writing of its own for this slot.
    mutating func vote(for letters: [UInt32], by voter: Int, form: (written: String, key: String)?) {
        let place =
            candidates.firstIndex { $0.letters == letters }
            ?? {
                candidates.append(Candidate(letters: letters))
                return candidates.count - 1
            }()
        candidates[place].voters.append(voter)
        if let form { candidates[place].forms.append(Form(voter: voter, written: form.written, key: form.key)) }
    }

    /// The candidates, those with most votes first; of equal ones the first by letters.
    var ranked: [Candidate] {
        candidates.sorted { a, b in
            a.votes == b.votes ? a.letters.lexicographicallyPrecedes(b.letters) : a.votes > b.votes
        }
    }

    var mostVotes: Int { candidates.map(\.votes).max() ?? 0 }
}

extension QuorumSlot.Candidate {
    /// The commonest spelling, and the commonest way to write that.
    ///
    /// - Parameter trust: by answer; decides between equally common forms, and their bytes where it does not.
    func form(trust: [Int]) -> (written: String, key: String) {
        let key = Self.commonest(forms.map { ($0.key, trust[$0.voter]) })
        return (Self.commonest(forms.filter { $0.key == key }.map { ($0.written, trust[$0.voter]) }), key)
    }

    private static func commonest(_ given: [(text: String, trust: Int)]) -> String {
        var weights: [String: (votes: Int, trust: Int)] = [:]
        for (text, trust) in given {
            let weight = weights[text] ?? (0, 0)
            weights[text] = (weight.votes + 1, weight.trust + trust)
        }
        return weights.max { a, b in
            a.value == b.value ? b.key.utf8.lexicographicallyPrecedes(a.key.utf8) : a.value < b.value
        }?.key ?? ""
    }
}

extension [QuorumSlot] {
    /// For each answer, in how many slots it has what most have.
    func trust(answers: Int) -> [Int] {
        var trust = [Int](repeating: 0, count: answers)
        for slot in self { for voter in slot.ranked.first?.voters ?? [] { trust[voter] += 1 } }
        return trust
    }
}
