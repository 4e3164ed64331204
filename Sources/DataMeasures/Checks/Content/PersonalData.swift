internal import TableIO

/// `privacy.pii`: cells with what identifies a person, or their money.
///
/// Columns of text, and of numbers that are long enough, are searched for e-mail addresses, phone numbers, IP addresses, and
/// for IBANs, card numbers and national identifiers, whose check digits must be right; US and British ones have none, go by
/// their form alone, and only warn. One number in ten has a card's check digit right by chance, so that those fail that are
/// more than chance gives of all numbers of their form. What is found is masked in every excerpt of a cell that a report
/// shows; labels and protected groups are named as
/// they are. Names and addresses are not searched for, so that nothing found does not mean nothing there.
struct PersonalData: Check {
    let id = "privacy.pii"
    let title = "Personal data"

    static let share = Threshold(
        "privacy.pii.rows_fail", 0.01,
        "IBANs, card numbers and national identifiers beyond those that chance makes of all numbers of their form, over a "
            + "split's rows")
    var thresholds: [Threshold] { [Self.share] }

    /// Of fewer numbers chance says little.
    private static let fewNumbers = 20

    private struct Count {
        let split: Int
        let column: String
        let areNumbers: Bool
        /// Rows by kind.
        var rows: [PersonalPattern: Int] = [:]
        var tallies: [PersonalPattern: FormTally] = [:]
        var found: [(row: Int, kind: PersonalPattern, masked: String)] = []

        /// Any long number may have the form of a card's: of a column of numbers, only what chance does not explain.
        var withoutChance: Count {
            var count = self
            for (kind, tally) in tallies where tally.excess == 0 { count.rows[kind] = nil }
            count.found.removeAll { count.rows[$0.kind] == nil }
            return count
        }
    }

    func measure(_ data: MeasuredData) -> Finding {
        let places = data.splits.enumerated().flatMap { split, part in
            part.table.columns.filter(\.mayIdentify).map { (split: split, column: $0) }
        }
        guard !places.isEmpty else { return .skipped("there is no column of text or of long numbers") }
        let limit = data.settings.exampleLimit
        let shared = Set(places.map(\.column.name).filter(data.has)).sorted()
        let codes = Dictionary(uniqueKeysWithValues: zip(shared, data.valueCodes(shared)))
        let threads = data.settings.threads
        let counts = places.map { split, column in
            guard let codes = codes[column.name] else {
                return Self.count(split, column, ValueCodes([column]), table: 0, limit: limit, threads: threads)
            }
            return Self.count(split, column, codes, table: split, limit: limit, threads: threads)
        }
        let found = counts.map { $0.areNumbers ? $0.withoutChance : $0 }.filter { !$0.rows.isEmpty }
        let isSerious = found.contains {
            $0.tallies.values.reduce(0) { $0 + $1.excess } > data[Self.share] * Double(data.splits[$0.split].rowCount)
        }
        return .measured(
            Measurement(
                verdict: found.isEmpty ? .pass : isSerious ? .fail : .warn, summary: summary(found),
                advice:
                    "Remove or replace them before anyone else gets the data, or make sure that there is consent; a "
                    + "model may repeat them word for word.",
                values: [
                    "columns": .list(found.map { value($0, data) }),
                    "kinds": .list(PersonalPattern.allCases.map { .text($0.rawValue) }),
                ],
                examples: found.flatMap { count in
                    count.found.map { hit in
                        .object(
                            data.splits[count.split].namedPlace(of: hit.row) + [
                                .init(name: "column", value: .text(count.column)),
                                .init(name: "kind", value: .text(hit.kind.rawValue)),
                                .init(name: "masked", value: .text(hit.masked)),
                            ])
                    }
                }.prefix(limit).map { $0 }, figures: found.isEmpty ? [] : [table(found, data)]))
    }

    /// As many whatever the number of threads, so that sums come out the same.
    private static let parts = 64

    /// What is found in some values.
    private struct Finds: Sendable {
        var rows: [PersonalPattern: Int] = [:]
        var tallies: [PersonalPattern: FormTally] = [:]
        /// The first find in a value.
        var firsts: [Int32: (kind: PersonalPattern, masked: String)] = [:]
    }

    /// Each different value is searched once.
    private static func count(
        _ split: Int, _ column: Column, _ codes: ValueCodes, table: Int, limit: Int, threads: Int
    ) -> Count {
        var count = Count(split: split, column: column.name, areNumbers: !column.isText)
        let times = codes.counts(table: table)
        let length = (codes.count + parts - 1) / parts
        let finds = parallelMap(parts, threads: threads) { part in
            search(codes, min(part * length, codes.count)..<min((part + 1) * length, codes.count), times)
        }
        var firsts: [Int32: (kind: PersonalPattern, masked: String)] = [:]
        for part in finds {
            count.rows.merge(part.rows, uniquingKeysWith: +)
            for (kind, tally) in part.tallies { count.tallies[kind, default: FormTally()].add(tally) }
            firsts.merge(part.firsts) { first, _ in first }
        }
        guard !firsts.isEmpty else { return count }
        for (row, code) in codes.codes[table].enumerated() {
            guard count.found.count < limit else { break }
            if let first = firsts[code] { count.found.append((row, first.kind, first.masked)) }
        }
        return count
    }

    private static func search(_ codes: ValueCodes, _ part: Range<Int>, _ times: [Int]) -> Finds {
        var finds = Finds()
        for code in part where times[code] > 0 {
            codes.withValue(Int32(code)) { cell in
                let (hits, tallies) = PersonalPattern.find(in: cell)
                for (kind, tally) in tallies {
                    finds.tallies[kind, default: FormTally()].add(tally, times: times[code])
                }
                guard let first = hits.first else { return }
                for kind in Set(hits.map(\.kind)) { finds.rows[kind, default: 0] += times[code] }
                finds.firsts[Int32(code)] = (first.kind, PersonalPattern.masked(cell[first.range]))
            }
        }
        return finds
    }

    private func summary(_ found: [Count]) -> String {
        var rows: [PersonalPattern: Int] = [:]
        var tallies: [PersonalPattern: FormTally] = [:]
        for count in found {
            rows.merge(count.rows, uniquingKeysWith: +)
            for (kind, tally) in count.tallies { tallies[kind, default: FormTally()].add(tally) }
        }
        let parts = PersonalPattern.allCases.compactMap { kind in
            rows[kind].map { rows in
                let words = "\(kind.words) in \(Wording.count(rows, "row"))"
                guard let tally = tallies[kind] else { return words }
                if tally.byFormAlone > 0 {
                    return words + " (\(Wording.count(tally.byFormAlone)) by their form alone)"
                }
                guard tally.seen > Self.fewNumbers, tally.excess == 0 else { return words }
                return words + " (as many as chance gives of \(Wording.count(tally.seen, "such number")))"
            }
        }
        return parts.isEmpty ? "no personal data of the kinds searched for" : parts.joined(separator: ", ")
    }

    private func value(_ count: Count, _ data: MeasuredData) -> ReportValue {
        let rows = data.splits[count.split].rowCount
        return [
            "split": .text(data.splits[count.split].name), "column": .text(count.column),
            "found": .list(
                PersonalPattern.allCases.compactMap { kind in
                    count.rows[kind].map {
                        [
                            "kind": .text(kind.rawValue), "rows": .integer($0),
                            "rows_interval": WilsonInterval.of($0, in: rows),
                            "numbers": ReportValue(count.tallies[kind]?.seen),
                            "by_chance": ReportValue(count.tallies[kind]?.byChance),
                            "by_form_alone": ReportValue(count.tallies[kind]?.byFormAlone),
                        ]
                    }
                }),
        ]
    }

    private func table(_ found: [Count], _ data: MeasuredData) -> Figure {
        .table(
            title: "Rows with personal data", columns: ["Split", "Column", "Kind", "Rows", "Share"],
            rows: found.flatMap { count in
                PersonalPattern.allCases.compactMap { kind in
                    count.rows[kind].map {
                        [
                            data.splits[count.split].name, count.column, kind.words, Wording.count($0),
                            Wording.percent($0, of: data.splits[count.split].rowCount),
                        ]
                    }
                }
            })
    }
}

extension Column {
    /// Digits of the shortest number that identifies without a sign before it.
    private static let fewestDigits = 13

    /// Whether its cells may hold personal data: texts, and numbers of many digits or with a plus before them.
    fileprivate var mayIdentify: Bool {
        switch storage {
        case .utf8(let text):
            if isText { return true }
            return text.withCells { cells in
                (0..<count).contains { row in
                    let cell = cells[row]
                    return cell.count >= Self.fewestDigits || cell.first == UInt8(ascii: "+")
                }
            }
        case .int64(let values): return values.contains { $0 >= 1_000_000_000_000 }
        case .binary, .float64, .bool: return false
        }
    }
}
