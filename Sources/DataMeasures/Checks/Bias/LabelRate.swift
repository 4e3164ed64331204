internal import TableIO

/// `bias.label_rate`: a label that people of different groups have at different rates.
///
/// For each protected column and label: the rate by group with its Wilson interval, the ratio of the lowest to the
/// highest rate, their difference, Pearson's chi-square test over groups and labels with Cramér's V (Bergsma's
/// correction). Of two labels the rarer is compared, for a ratio of rates says little about what nearly all have. The two
/// groups farthest apart are compared again within the values of every other category (of the first 30), by Cochran, Mantel
/// and Haenszel: a difference that turns around there is Simpson's paradox. p-values are adjusted over all columns and
/// labels, those within other columns over all of these (Benjamini and Hochberg). Groups of fewer than 30 rows are listed,
/// but not compared.
struct LabelRate: Check {
    let id = "bias.label_rate"
    let title = "Label rates by group"

    static let ratio = Threshold(
        "bias.label_rate.ratio_warn", 0.8, "lowest over highest rate; the four-fifths rule of US employment law")
    static let seriousRatio = Threshold(
        "bias.label_rate.ratio_fail", 0.5, "the same, of columns named by --protected: half the rate")
    static let association = Threshold(
        "bias.label_rate.cramers_v", 0.1, "association below which a difference is small, after Cohen")
    static let likelihood = Threshold("bias.label_rate.p", 0.01, "adjusted p-value below which it is not chance")
    var thresholds: [Threshold] { [Self.ratio, Self.seriousRatio, Self.association, Self.likelihood] }

    private static let mostLabels = 20

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        let columns = data.roles.protected.filter { data.has($0.column) && $0.column != label }
        guard !columns.isEmpty else {
            return .skipped("no protected column is named (--protected) or known by its name")
        }
        let labels = data.valueCodes(label).ordered()
        guard (2...Self.mostLabels).contains(labels.count) else {
            return .skipped("there are \(Wording.count(labels.count)) labels; 2 to \(Self.mostLabels) are needed")
        }
        let confounders = Confounders(data, label: label)
        let compared = labels.count == 2 ? [Self.rarer(labels)] : Array(0..<Int32(labels.count))
        var rates = columns.flatMap { role in
            let groups = data.valueCodes(role.column).ordered()
            return compared.compactMap { GroupRates(role, groups, labels, label: $0, confounders) }
        }
        guard !rates.isEmpty else { return .skipped("there are no two groups of \(GroupRates.fewest) rows or more") }
        Self.adjust(&rates)
        let level = data[Self.likelihood]
        rates.sort { ($0.ratio, $0.column, $0.label) < ($1.ratio, $1.column, $1.label) }
        let unequal = rates.filter {
            $0.ratio < data[Self.ratio] && $0.adjustedP < level
                && ($0.cramersV ?? 0) >= data[Self.association]
        }
        let reversed = rates.contains { !$0.reversals(below: level).isEmpty }
        let isSerious = unequal.contains { $0.isGiven && $0.ratio < data[Self.seriousRatio] }
        return .measured(
            Measurement(
                verdict: isSerious ? .fail : unequal.isEmpty && !reversed ? .pass : .warn,
                summary: summary(unequal, rates, level)
                    + Wording.first(
                        min(Confounders.mostColumns, confounders.available), of: confounders.available, "column"),
                advice:
                    "Ask whether the label or the sample is unequal, and whether a model may repeat it. Report scores "
                    + "by group; where a difference turns around within another column, look at that column first.",
                values: [
                    "columns": .list(rates.map { $0.value(level: level) }),
                    "adjusted_columns": .integer(confounders.columns.count),
                    "of_columns": .integer(confounders.available),
                ],
                examples: examples(unequal, data), figures: [table(rates)] + charts(columns, rates)))
    }

    /// Of two labels, the later one where both are as common, as in no and yes, 0 and 1.
    private static func rarer(_ labels: ValueCodes) -> Int32 {
        let counts = labels.codes.indices.map { labels.counts(table: $0) }
        let (first, second) = (counts.reduce(0) { $0 + $1[0] }, counts.reduce(0) { $0 + $1[1] })
        return first < second ? 0 : 1
    }

    private static func adjust(_ rates: inout [GroupRates]) {
        for (index, p) in BenjaminiHochberg.adjusted(rates.map(\.p)).enumerated() { rates[index].adjustedP = p }
        var within = BenjaminiHochberg.adjusted(rates.flatMap { $0.adjustments.map(\.result.p) })[...]
        for index in rates.indices {
            for place in rates[index].adjustments.indices {
                rates[index].adjustments[place].adjustedP = within.removeFirst()
            }
        }
    }

    private func summary(_ unequal: [GroupRates], _ rates: [GroupRates], _ level: Double) -> String {
        let worst = unequal.first ?? rates[0]
        let simpson = rates.flatMap { rate in rate.reversals(below: level).map { (rate, $0) } }.first.map {
            "; within '\($1.column)' the difference by '\($0.column)' turns around (Simpson's paradox)"
        }
        return "'\(worst.label)' is the label of \(Wording.decimal(worst.highest.rate * 100, 1)) % where "
            + "\(worst.column) is '\(worst.highest.name)', of \(Wording.decimal(worst.lowest.rate * 100, 1)) % where it is "
            + "'\(worst.lowest.name)'" + (unequal.isEmpty ? ": no marked difference" : "") + (simpson ?? "")
    }

    private func examples(_ unequal: [GroupRates], _ data: MeasuredData) -> [ReportValue] {
        unequal.prefix(data.settings.exampleLimit).map { rate in
            [
                "column": .text(rate.column), "label": .text(rate.label), "lowest": .text(rate.lowest.name),
                "lowest_rate": .number(rate.lowest.rate), "highest": .text(rate.highest.name),
                "highest_rate": .number(rate.highest.rate),
            ]
        }
    }

    private func table(_ rates: [GroupRates]) -> Figure {
        .table(
            title: "Labels by group",
            columns: ["Column", "Label", "Lowest", "Rate", "Highest", "Rate", "Ratio", "Cramér's V", "p, adjusted"],
            rows: rates.map { rate in
                [
                    rate.column, rate.label, rate.lowest.name, Wording.decimal(rate.lowest.rate), rate.highest.name,
                    Wording.decimal(rate.highest.rate), Wording.decimal(rate.ratio), Wording.decimal(rate.cramersV),
                    Wording.likelihood(rate.adjustedP),
                ]
            })
    }

    private func charts(_ columns: [ColumnRoles.Role], _ rates: [GroupRates]) -> [Figure] {
        columns.compactMap { role in
            guard let rate = rates.first(where: { $0.column == role.column }) else { return nil }
            return .pairedBars(
                PairedBars(
                    title: "Rate of '\(rate.label)' by \(role.column)", series: ["Rate"],
                    bars: rate.groups.prefix(15).map { PairedBars.Bar(label: $0.name, shares: [$0.rate]) }))
        }
    }
}
