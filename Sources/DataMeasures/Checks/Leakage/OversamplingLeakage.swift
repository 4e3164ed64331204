internal import TableIO

/// `leakage.oversampling`: rows of rare classes that are in two splits far more often than those of others.
///
/// Where rare classes are made more common by copying rows before the data is split, copies of one row end up on both
/// sides: the duplicates across splits are nearly all of the classes that were copied. Compared are the shares of rows that
/// are also in another split, of each class with fewer rows than the mean and of all other classes, by
/// Pearson's chi-square test (adjusted over classes and pairs by Benjamini and Hochberg). Copying, of all rows or of rows
/// drawn at random, makes most rows of a class several and all about as many; where some are far more common than others, as
/// greetings are, they repeat by nature. Texts alone may also be evenly common by nature, so that they warn at most.
struct OversamplingLeakage: Check {
    let id = "leakage.oversampling"
    let title = "Copies of rare classes in two splits"

    static let factor = Threshold(
        "leakage.oversampling.factor_fail", 3, "how many times the share of the other classes the share of copies is")
    static let share = Threshold(
        "leakage.oversampling.rows_fail", 0.1, "share of a class's rows that are in another split")
    static let likelihood = Threshold("leakage.oversampling.p", 0.001, "adjusted p-value below which it is not chance")
    var thresholds: [Threshold] { [Self.factor, Self.share, Self.likelihood] }

    private static let mostClasses = 1000
    /// p-value below which rows are not as evenly common as copying makes them.
    private static let evenness = 0.001

    private struct Entry {
        let from: Int
        let other: Int
        let label: Int32
        let rows: Int
        let copied: Int
        /// Of all other classes.
        let otherRows: Int
        let otherCopied: Int
        let p: Double
        /// Rows of the class in the split that repeat another row of it there.
        let surplus: Int
        let isRare: Bool
        let isEven: Bool
        var adjusted = 1.0

        var share: Double { Double(copied) / Double(max(1, rows)) }
        var otherShare: Double { Double(otherCopied) / Double(max(1, otherRows)) }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard let variant = data.variants.first else { return .skipped(data.reasonForNoComparison) }
        let codes = data.valueCodes(label).ordered()
        guard (2...Self.mostClasses).contains(codes.count) else {
            return .skipped("there are \(Wording.count(codes.count)) labels; 2 to \(Self.mostClasses) are needed")
        }
        let groups = data.rowGroups(variant)
        let pairs: [(Int, Int)] = data.splits.indices.flatMap { from in
            data.splits.indices.filter { $0 != from }.map { (from, $0) }
        }
        let isEven = Self.areEven(codes, groups)
        var entries = pairs.flatMap { classes(of: $0.0, in: $0.1, codes, groups, isEven) }
        guard !entries.isEmpty else { return .skipped("no row has a label") }
        for (index, p) in BenjaminiHochberg.adjusted(entries.map(\.p)).enumerated() { entries[index].adjusted = p }
        let found = entries.filter {
            $0.isRare && $0.isEven && $0.share >= data[Self.share] && $0.share > data[Self.factor] * $0.otherShare
                && $0.adjusted < data[Self.likelihood]
        }.sorted { $0.share > $1.share }
        return .measured(
            Measurement(
                verdict: found.isEmpty ? .pass : data.inputIsText ? .warn : .fail,
                summary: summary(found.first, codes, data),
                advice:
                    "Split first and oversample the training split alone; or weigh the classes instead of copying rows.",
                values: ["classes": .list(entries.map { value($0, codes, data) })],
                examples: found.prefix(data.settings.exampleLimit).map { value($0, codes, data) },
                figures: found.isEmpty ? [] : [table(entries, codes, data)]))
    }

    /// Whether most rows of each class are there several times, over all splits, and none far more often than others: no
    /// less evenly than drawing at random makes them, by the index of dispersion (Fisher 1925).
    private static func areEven(_ codes: ValueCodes, _ groups: RowGroups) -> [Bool] {
        var times: [[Int32: Int]] = Array(repeating: [:], count: codes.count)
        for split in codes.codes.indices {
            for (row, code) in codes.codes[split].enumerated() where code >= 0 {
                times[Int(code)][groups.groupOfRow[split][row], default: 0] += 1
            }
        }
        return times.map { times in
            let counts = times.values.sorted()
            guard !counts.isEmpty, counts[counts.count / 2] > 1 else { return false }
            let mean = Double(counts.reduce(0, +)) / Double(counts.count)
            let squares = counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            let statistic = squares / mean
            return ChiSquare.survival(statistic, freedom: counts.count - 1) >= evenness
        }
    }

    private func classes(
        of from: Int, in other: Int, _ codes: ValueCodes, _ groups: RowGroups, _ isEven: [Bool]
    ) -> [Entry] {
        var rows = [Int](repeating: 0, count: codes.count)
        var copied = rows
        var distinct: [Set<Int32>] = Array(repeating: [], count: codes.count)
        for (row, code) in codes.codes[from].enumerated() where code >= 0 {
            let group = groups.groupOfRow[from][row]
            rows[Int(code)] += 1
            distinct[Int(code)].insert(group)
            if groups.sizes[other][Int(group)] > 0 { copied[Int(code)] += 1 }
        }
        // How common a class was before rows were copied.
        let kinds = distinct.map(\.count)
        let mean = Double(kinds.reduce(0, +)) / Double(max(1, kinds.count { $0 > 0 }))
        let (all, allCopied) = (rows.reduce(0, +), copied.reduce(0, +))
        return rows.indices.filter { rows[$0] > 0 }.map { label in
            let (rest, restCopied) = (all - rows[label], allCopied - copied[label])
            let test = ChiSquare.independence([
                [copied[label], rows[label] - copied[label]], [restCopied, rest - restCopied],
            ])
            return Entry(
                from: from, other: other, label: Int32(label), rows: rows[label], copied: copied[label],
                otherRows: rest, otherCopied: restCopied, p: test.p, surplus: rows[label] - kinds[label],
                isRare: Double(kinds[label]) < mean, isEven: isEven[label])
        }
    }

    private func summary(_ worst: Entry?, _ codes: ValueCodes, _ data: MeasuredData) -> String {
        guard let worst else { return "no rare class has more rows in two splits than the others" }
        return "\(Wording.percent(worst.copied, of: worst.rows)) of the rows labeled '\(codes.value(worst.label))' in "
            + "\(data.splits[worst.from].name) are also in \(data.splits[worst.other].name), of the others "
            + Wording.percent(worst.otherCopied, of: worst.otherRows)
            + (data.inputIsText
                ? ", all about as often: copied before splitting, or texts that are common by nature"
                : ", all about as often, as if copied before splitting")
    }

    private func value(_ entry: Entry, _ codes: ValueCodes, _ data: MeasuredData) -> ReportValue {
        [
            "class": .text(codes.value(entry.label)), "from": .text(data.splits[entry.from].name),
            "in": .text(data.splits[entry.other].name), "rows": .integer(entry.rows),
            "copied": .integer(entry.copied), "copied_interval": WilsonInterval.of(entry.copied, in: entry.rows),
            "surplus_rows": .integer(entry.surplus), "even": .bool(entry.isEven),
            "other_rows": .integer(entry.otherRows), "other_copied": .integer(entry.otherCopied), "p": .number(entry.p),
            "p_adjusted": .number(entry.adjusted),
        ]
    }

    private func table(_ entries: [Entry], _ codes: ValueCodes, _ data: MeasuredData) -> Figure {
        .table(
            title: "Rows in two splits, by class",
            columns: ["Class", "Of", "In", "Rows", "Copied", "Share", "Of the others"],
            rows: entries.prefix(50).map { entry in
                [
                    codes.value(entry.label), data.splits[entry.from].name, data.splits[entry.other].name,
                    Wording.count(entry.rows), Wording.count(entry.copied),
                    Wording.percent(entry.copied, of: entry.rows),
                    Wording.percent(entry.otherCopied, of: entry.otherRows),
                ]
            })
    }
}
