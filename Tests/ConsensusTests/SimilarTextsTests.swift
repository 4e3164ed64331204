import Consensus
import QuorumCore
import Testing

@Suite struct SimilarTextsTests {
    @Test func equalTextsAreGroupedWhateverTheOrder() {
        let groups = SimilarTexts.groups(of: ["a", "b", "a", "c", "b", "a", ""], likeness: 1, most: 10).groups
        #expect(groups == [[0, 2, 5], [1, 4]])
    }

    @Test func textsThatDifferByFewLettersFollowTheMostFrequent() {
        let texts = [
            "the road goes ever on and on", "the road goes never on and on", "something else altogether",
            "the road goes ever on and on", "something else altogethor", "the toad goes ever on an on",
        ]
        #expect(SimilarTexts.groups(of: texts, likeness: 0.85, most: 10).groups == [[0, 1, 3, 5], [2, 4]])
        #expect(SimilarTexts.groups(of: texts, likeness: 0.95, most: 10).groups == [[0, 1, 3], [2, 4]])
        #expect(SimilarTexts.groups(of: texts, likeness: 1, most: 10).groups == [[0, 3]])
    }

    @Test func alikeIsNotPassedOn() {
        // Each is like its neighbour, the ends are not like each other.
        let texts = ["aaaaaaaaaa", "aaaaaaaaab", "aaaaaaaabb", "aaaaaaabbb"]
        #expect(SimilarTexts.groups(of: texts, likeness: 0.9, most: 10).groups == [[0, 1], [2, 3]])
    }

    @Test func noGroupIsTooLarge() {
        let groups = SimilarTexts.groups(of: Array(repeating: "same", count: 7), likeness: 0.8, most: 3).groups
        #expect(groups == [[0, 1, 2], [3, 4, 5]])
    }

    @Test func longTextsAreAlikeOnlyWhenTheyAreEqual() {
        let long = String(repeating: "word ", count: 1000)
        #expect(SimilarTexts.groups(of: [long, long + "!", long], likeness: 0.8, most: 9).groups == [[0, 2]])
    }

    /// Random texts of a small alphabet, with many near pairs, against every leader compared with every text.
    @Test(arguments: [0.5, 0.6, 0.75, 0.85, 0.95, 1])
    func nothingIsMissed(likeness: Double) {
        var source = SeededNumbers(seed: UInt64(likeness * 100))
        for round in 0..<20 {
            var texts: [String] = []
            for _ in 0..<40 {
                if let model = texts.randomElement(using: &source), Bool.random(using: &source) {
                    texts.append(changed(model, &source))
                } else {
                    let length = Int.random(in: 0...30, using: &source)
                    texts.append(String((0..<length).map { _ in "abcd".randomElement(using: &source)! }))
                }
            }
            let found = SimilarTexts.groups(of: texts, likeness: likeness, most: 1000).groups
            #expect(found == byComparingAll(texts, likeness), "round \(round)")
        }
    }

    /// Long enough for several words of 64 bits.
    @Test(arguments: [60, 64, 65, 130, 300])
    func longTextsAreComparedAlike(length: Int) {
        var source = SeededNumbers(seed: UInt64(length))
        var texts: [String] = []
        for _ in 0..<4 {
            let model = String((0..<length).map { _ in "abcd".randomElement(using: &source)! })
            texts += [model] + (0..<6).map { _ in changed(model, &source) }
        }
        for likeness in [0.9, 0.97, 0.99] {
            let found = SimilarTexts.groups(of: texts, likeness: likeness, most: 1000)
            #expect(found.groups == byComparingAll(texts, likeness), "likeness \(likeness)")
        }
    }

    /// Passages of which some are copies with a tenth of their letters changed.
    @Test func amongManyTextsNearlyAllAreFound() {
        var source = SeededNumbers(seed: 9)
        func passage() -> [UInt8] { (0..<120).map { _ in UInt8.random(in: 97...122, using: &source) } }
        var texts = (0..<3000).map { _ in passage() }
        for model in 0..<1000 {
            var copy = texts[model]
            for place in (0..<copy.count).shuffled(using: &source).prefix(12) { copy[place] = 48 }
            texts.append(copy)
        }
        let found = SimilarTexts.groups(
            of: texts.map { String(decoding: $0, as: UTF8.self) }, likeness: 0.85, most: 10, mostExhaustive: 0)
        #expect(found.groups.allSatisfy { $0.count == 2 && $0[1] == $0[0] + 3000 })
        #expect(found.groups.count > 930)
        #expect(!found.isPartial)
    }

    /// Texts that share all their blocks and nothing else, so that each would be compared with each.
    @Test func aSearchThatIsTooLongSaysSo() {
        var source = SeededNumbers(seed: 5)
        let texts = (0..<40).map { _ in
            String(decoding: (0..<700).map { _ in UInt8.random(in: 97...98, using: &source) }, as: UTF8.self)
        }
        let found = SimilarTexts.groups(of: texts + [texts[30]], likeness: 0.85, most: 9, mostSteps: 100_000)
        #expect(found.isPartial)
        #expect(found.groups == [[30, 40]], "equal ones are found all the same")
        #expect(!SimilarTexts.groups(of: texts, likeness: 0.85, most: 9).isPartial)
    }

    private func changed(_ text: String, _ source: inout SeededNumbers) -> String {
        var letters = Array(text)
        for _ in 0..<Int.random(in: 0...3, using: &source) {
            let place = Int.random(in: 0...letters.count, using: &source)
            if place < letters.count, Bool.random(using: &source) {
                letters.remove(at: place)
            } else {
                letters.insert("abcd".randomElement(using: &source)!, at: place)
            }
        }
        return String(letters)
    }

    private func byComparingAll(_ texts: [String], _ likeness: Double) -> [[Int]] {
        let items = Dictionary(grouping: texts.indices, by: { texts[$0] })
        let order = items.values.sorted { $0.count == $1.count ? $0[0] < $1[0] : $0.count > $1.count }
        var groups: [(leader: [UInt8], items: [Int])] = []
        for items in order {
            let text = Array(texts[items[0]].utf8)
            let shares = groups.map { group in
                Double(levenshtein(group.leader, text)) / Double(max(group.leader.count, text.count, 1))
            }
            if let least = shares.min(), least <= 1 - likeness + 1e-9, likeness < 1 {
                groups[shares.firstIndex(of: least)!].items += items
            } else {
                groups.append((text, items))
            }
        }
        return groups.map { $0.items.sorted() }.filter { $0.count > 1 }
            .sorted { $0.count == $1.count ? $0[0] < $1[0] : $0.count > $1.count }
    }

    private func levenshtein(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (x == y ? 0 : 1), row[j + 1] + 1, row[j] + 1))
            }
        }
        return row[b.count]
    }
}
