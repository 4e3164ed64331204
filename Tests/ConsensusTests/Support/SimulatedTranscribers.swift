import QuorumCore

/// People who write down real sentences, each with an error rate of their own, and who lose the thread now and then.
struct SimulatedTranscribers {
    private static let confusions = [
        "the": "a", "in": "and", "was": "is", "their": "there", "to": "too", "his": "is", "of": "for", "it": "at",
        "that": "the", "an": "and", "are": "were", "saucepan": "sauce pan", "teaspoonful": "tea spoonful",
        "favourite": "favorite", "no": "know", "hear": "here", "mister": "mr", "man": "men",
    ]

    let sentences: [String]
    /// Share of words each person gets wrong.
    let errorRates: [Double]
    private var generator: SeededNumbers

    init(sentences: [String], errorRates: [Double], seed: UInt64) {
        self.sentences = sentences
        self.errorRates = errorRates
        generator = SeededNumbers(seed: seed)
    }

    mutating func transcript(of sentence: Int, by person: Int) -> String {
        let vocabulary = sentences[sentence].split(separator: " ")
        var heard: [String] = []
        var rate = errorRates[person]
        for word in vocabulary {
            if Double.random(in: 0..<1, using: &generator) < 0.03 {
                rate = rate > errorRates[person] ? errorRates[person] : min(0.9, rate * 6)
            }
            guard Double.random(in: 0..<1, using: &generator) < rate else {
                heard.append(String(word))
                continue
            }
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: break
            case 1: heard += [String(word), String(vocabulary.randomElement(using: &generator) ?? word)]
            case 2: heard.append(String(vocabulary.randomElement(using: &generator) ?? word))
            default: heard.append(Self.confusions[word.lowercased()] ?? misspelled(String(word)))
            }
        }
        return heard.joined(separator: " ") + (Bool.random(using: &generator) ? "." : "")
    }

    private mutating func misspelled(_ word: String) -> String {
        var letters = Array(word)
        let place = letters.indices.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<3, using: &generator) {
        case 0 where letters.count > 2: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        default: letters[place] = "aeioust".randomElement(using: &generator) ?? "e"
        }
        return String(letters)
    }
}
