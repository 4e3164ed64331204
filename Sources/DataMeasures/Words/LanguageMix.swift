internal import Consensus
internal import TableIO

/// How many of a column's texts are in which language.
///
/// Of more than 2,000 texts as many are taken, by a hash of their start and which of its copies they are, which no order of
/// rows changes and which leaves a share within 2.2 % of that of all texts (95 %).
struct LanguageMix: Sendable {
    static let mostTexts = 2_000

    /// The texts that were looked at, and all there are.
    let texts: Int
    let available: Int
    private(set) var counts: [LanguageDetector.Answer: Int] = [:]

    init(_ text: UTF8Column, validity: [Bool], detector: LanguageDetector, threads: Int) {
        let rows = (0..<text.count).filter { validity.isEmpty || validity[$0] }
        let taken = Self.sample(rows, of: text, threads: threads)
        let parts = Self.pieces(taken.count, threads).map { Array(taken[$0]) }
        let answers = parallelMap(parts.count, threads: threads) { part in
            text.withCells { cells in parts[part].map { detector.answer(cells[$0]) } }
        }
        for answer in answers.joined() { counts[answer, default: 0] += 1 }
        (texts, available) = (taken.count, rows.count)
    }

    private static func sample(_ rows: [Int], of text: UTF8Column, threads: Int) -> [Int] {
        guard rows.count > mostTexts else { return rows }
        let parts = pieces(rows.count, threads)
        let hashes = parallelMap(parts.count, threads: threads) { part in
            text.withCells { cells in
                rows[parts[part]].map { ByteHash.hash(LanguageDetector.start(cells[$0]), seed: 0) }
            }
        }
        return CanonicalOrder.places(hashes.flatMap { $0 }).prefix(mostTexts).map { rows[Int($0)] }
    }

    private static func pieces(_ count: Int, _ threads: Int) -> [Range<Int>] {
        let length = max(1, (count + threads * 4 - 1) / (threads * 4))
        return stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
    }

    /// Languages with their texts, the most common first.
    var languages: [(tag: String, count: Int)] {
        counts.compactMap { answer, count in
            guard case .language(let tag) = answer else { return nil }
            return (tag: tag, count: count)
        }.sorted { ($1.count, $0.tag) < ($0.count, $1.tag) }
    }

    func count(_ answer: LanguageDetector.Answer) -> Int { counts[answer] ?? 0 }

    var reported: ReportValue {
        func share(_ count: Int) -> [ReportValue.Member] {
            [
                .init(name: "texts", value: .integer(count)),
                .init(name: "share", value: texts == 0 ? .null : .number(Double(count) / Double(texts))),
                .init(name: "interval", value: WilsonInterval.of(count, in: texts)),
            ]
        }
        return [
            "texts": .integer(texts), "of_texts": .integer(available),
            "found": .list(
                languages.map { .object([.init(name: "language", value: .text($0.tag))] + share($0.count)) }),
            "unreliable": .object(share(count(.unreliable))),
            "undetermined": .object(share(count(.undetermined))),
        ]
    }

    /// Rows of a table: a language, its texts, their share and its interval.
    var rows: [[String]] {
        let apart = [("not clearly one", count(.unreliable)), ("not told", count(.undetermined))]
        return (languages.map { ($0.tag, $0.count) } + apart.filter { $0.1 > 0 }).map { name, count in
            let interval = ProportionInterval(successes: Double(count), trials: texts)!
            return [
                name, Wording.count(count), Wording.percent(count, of: texts),
                "\(Wording.decimal(interval.low * 100, 1)) to \(Wording.decimal(interval.high * 100, 1)) %",
            ]
        }
    }
}
