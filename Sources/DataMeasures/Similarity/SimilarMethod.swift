/// How similar rows were found, as reports say it.
enum SimilarMethod {
    static let threshold = 0.8
    static let containment = 0.9

    static func reported(_ similar: SimilarRows) -> ReportValue {
        [
            "threshold": .number(threshold), "containment_threshold": .number(containment),
            "shingles": .text(
                "\(Shingles.wordsEach) words; \(Shingles.charactersEach) characters where a text has fewer than "
                    + "\(Shingles.shortWords) words"),
            "words": .text(WordHasher.definition), "permutations": .integer(MinHash.permutations),
            "bands": .integer(MinHash.bands), "rows_each": .integer(MinHash.rowsEach),
            "miss_probability": .object(
                [0.8, 0.85, 0.9, 0.95].map {
                    .init(name: "\($0)", value: .number(MinHash.missProbability($0)))
                }),
            "passage_window": .integer(Winnowing.window),
            "most_texts_a_passage": .integer(PassageIndex.mostTexts), "all_pairs_verified": .bool(!similar.hasCrowds),
        ]
    }
}
