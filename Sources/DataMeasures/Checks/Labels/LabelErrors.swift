internal import TableIO

/// `labels.errors`: rows whose label a model's probabilities speak against.
///
/// Confident learning (Northcutt, Jiang, Chuang 2021): a row counts for the label whose probability is at least the mean
/// it has over the rows so labeled, the most probable one where there are several; it is a finding when that is not its own
/// label, nor its own the most probable. Probabilities must be of rows the model did not learn from (cross-validation).
/// Rows are ranked by the probability of their own label, lowest first. The same rows as cleanlab's
/// `find_label_issues(filter_by="confident_learning")`.
struct LabelErrors: Check {
    let id = "labels.errors"
    let title = "Labels that are likely wrong"

    static let warning = Threshold(
        "labels.errors.rows_warn", 0.01, "share of rows found; below, a look at single rows is enough")
    static let failure = Threshold(
        "labels.errors.rows_fail", 0.1, "share of rows found; test scores then say more of the labels than of models")
    var thresholds: [Threshold] { [Self.warning, Self.failure] }

    private struct Issue {
        let split: Int
        let row: Int
        let given: Int
        let suggested: Int
        let score: Double
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        guard let prefix = data.roles.probabilities else {
            return .skipped("there are no columns of probabilities, one a label (--probabilities PREFIX)")
        }
        let codes = data.valueCodes(label).ordered()
        let labels = (0..<Int32(codes.count)).map { codes.value($0) }
        let tables = data.splits.map { split in
            labels.compactMap { split.table[prefix + $0]?.asNumbers() }
        }
        guard labels.count > 1, tables.allSatisfy({ $0.count == labels.count }) else {
            return .skipped("not every label has a column of numbers named '\(prefix)' and the label in every split")
        }
        var rows: [(split: Int, row: Int)] = []
        for split in data.splits.indices {
            for (row, code) in codes.codes[split].enumerated() where code >= 0 {
                if tables[split].allSatisfy({ $0[row].isFinite }) { rows.append((split, row)) }
            }
        }
        guard !rows.isEmpty else { return .skipped("no row has a label and all probabilities") }
        let confident = ConfidentLearning(
            given: rows.map { Int(codes.codes[$0.split][$0.row]) }, classes: labels.count,
            probabilities: { index, label in tables[rows[index].split][label][rows[index].row] })
        let issues = confident.issues.map { issue in
            Issue(
                split: rows[issue.row].split, row: rows[issue.row].row, given: issue.given, suggested: issue.suggested,
                score: issue.score)
        }.sorted { ($0.score, $0.split, $0.row) < ($1.score, $1.split, $1.row) }
        let share = Double(issues.count) / Double(rows.count)
        return .measured(
            Measurement(
                verdict: share >= data[Self.failure]
                    ? .fail : issues.isEmpty ? .pass : share >= data[Self.warning] ? .warn : .pass,
                summary: issues.isEmpty
                    ? "no label speaks against the probabilities"
                    : "\(Wording.count(issues.count)) of \(Wording.count(rows.count, "label")) "
                        + "\(issues.count == 1 ? "is" : "are") likely wrong",
                advice:
                    "Look at these rows, the first ones first, and correct those that are wrong; test splits before "
                    + "others.",
                values: [
                    "rows": .integer(rows.count), "issues": .integer(issues.count),
                    "issues_interval": WilsonInterval.of(issues.count, in: rows.count),
                    "splits": .list(splits(issues, rows.map(\.split), data)),
                    "pairs": .list(pairs(issues, labels)),
                    "thresholds": .object(
                        zip(labels, confident.thresholds).map { .init(name: $0, value: ReportValue($1)) }),
                    "scores": .list(issues.prefix(1000).map { .number($0.score) }),
                ],
                examples: issues.prefix(data.settings.exampleLimit).map { issue in
                    .object(
                        data.example(split: issue.split, row: issue.row).filter { $0.name != "label" } + [
                            .init(name: "given", value: .text(labels[issue.given])),
                            .init(name: "suggested", value: .text(labels[issue.suggested])),
                            .init(name: "score", value: .number(issue.score)),
                        ])
                },
                figures: issues.isEmpty || labels.count > 20 ? [] : [heatMap(issues, labels)]))
    }

    private func splits(_ issues: [Issue], _ rows: [Int], _ data: MeasuredData) -> [ReportValue] {
        data.splits.indices.map { split in
            let (own, all) = (issues.count { $0.split == split }, rows.count { $0 == split })
            return [
                "split": .text(data.splits[split].name), "rows": .integer(all), "issues": .integer(own),
                "issues_interval": WilsonInterval.of(own, in: all),
            ]
        }
    }

    private func counts(_ issues: [Issue], _ labels: [String]) -> [[Int]] {
        var counts = [[Int]](repeating: Array(repeating: 0, count: labels.count), count: labels.count)
        for issue in issues { counts[issue.given][issue.suggested] += 1 }
        return counts
    }

    private func pairs(_ issues: [Issue], _ labels: [String]) -> [ReportValue] {
        let counts = counts(issues, labels)
        let found = counts.indices.flatMap { given in
            counts.indices.filter { counts[given][$0] > 0 }.map {
                (given: given, suggested: $0, rows: counts[given][$0])
            }
        }.sorted { ($1.rows, $0.given, $0.suggested) < ($0.rows, $1.given, $1.suggested) }
        return found.prefix(100).map {
            ["given": .text(labels[$0.given]), "suggested": .text(labels[$0.suggested]), "rows": .integer($0.rows)]
        }
    }

    private func heatMap(_ issues: [Issue], _ labels: [String]) -> Figure {
        let counts = counts(issues, labels)
        let most = Double(counts.joined().max() ?? 1)
        return .heatMap(
            HeatMap(
                title: "Given labels (rows) and what the probabilities suggest (columns)", rows: labels,
                columns: labels,
                values: counts.map { $0.map { $0 == 0 ? nil : Double($0) / most } },
                words: counts.map { $0.map { $0 == 0 ? "" : Wording.count($0) } }))
    }
}
