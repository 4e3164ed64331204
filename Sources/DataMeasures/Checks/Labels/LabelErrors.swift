internal import TableIO

/// `labels.errors`: rows whose label a model's probabilities speak against.
///
/// Confident learning (Northcutt, Jiang, Chuang 2021): a row counts for the label whose probability is at least the mean
/// it has over the rows so labeled, the most probable one where there are several; it is a finding when that is not its own
/// label, nor its own the most probable. Probabilities must be of rows the model did not learn from (cross-validation).
/// Rows are ranked by the probability of their own label, lowest first. The same rows as cleanlab's
/// `find_label_issues(filter_by="confident_learning")`; what its other filters take is listed beside.
struct LabelErrors: Check {
    let id = "labels.errors"
    let title = "Labels that are likely wrong"

    static let warning = Threshold(
        "labels.errors.rows_warn", 0.01, "share of rows found; below, a look at single rows is enough")
    static let failure = Threshold(
        "labels.errors.rows_fail", 0.1, "share of rows found; test scores then say more of the labels than of models")
    static let leftOut = Threshold(
        "labels.errors.left_out_warn", 0.05,
        "share of labeled rows without a probability of each label; of those left out nothing is known", within: 0...1)
    static let unbalanced = Threshold(
        "labels.errors.sums_warn", 0.01,
        "share of rows whose probabilities do not make 1, beyond rounding to two decimals; they are scores of something else",
        within: 0...1)
    var thresholds: [Threshold] { [Self.warning, Self.failure, Self.leftOut, Self.unbalanced] }

    private struct Issue {
        let split: Int
        let row: Int
        let given: Int
        let suggested: Int
        let quality: LabelQuality
        /// The filters that take the row.
        let foundBy: [ConfidentLearning.Filter]
    }

    /// Of the labeled rows; of fewer nothing can be said.
    private static let fewestShare = 0.1
    /// Rows of each filter that a report lists.
    private static let listed = 1000
    /// Labels beyond which the joint is left out.
    private static let mostOfJoint = 100

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        guard let prefix = data.roles.probabilities else {
            return .skipped("there are no columns of probabilities, one a label (--probabilities PREFIX)")
        }
        let codes = data.valueCodes(label).ordered()
        let columns: ProbabilityColumns
        do {
            columns = try ProbabilityColumns(data, prefix: prefix, codes: codes)
        } catch {
            return .skipped(error.reason)
        }
        guard Double(columns.rows.count) >= Self.fewestShare * Double(columns.labeled), !columns.rows.isEmpty else {
            return .skipped(
                "only \(Wording.count(columns.rows.count)) of \(Wording.count(columns.labeled, "labeled row")) "
                    + "\(columns.rows.count == 1 ? "has" : "have") all probabilities, which are from 0 to 1: "
                    + reasons(columns))
        }
        let given = columns.rows.map { Int(codes.codes[$0.split][$0.row]) }
        let found = Found(columns, given: given)
        let (issues, rows) = (found.issues.count, columns.rows.count)
        let share = Double(issues) / Double(rows)
        let isPartial = Double(columns.leftOut) > data[Self.leftOut] * Double(columns.labeled)
        let isOff = Double(columns.unbalanced) > data[Self.unbalanced] * Double(rows)
        return .measured(
            Measurement(
                verdict: share >= data[Self.failure]
                    ? .fail : isPartial || isOff || issues > 0 && share >= data[Self.warning] ? .warn : .pass,
                summary: (issues == 0
                    ? "no label speaks against the probabilities"
                    : "\(Wording.count(issues)) of \(Wording.count(rows, "label")) \(issues == 1 ? "is" : "are") likely wrong")
                    + remarks(columns),
                advice:
                    "Look at these rows, the first ones first, and correct those that are wrong; test splits before "
                    + "others.",
                values: values(found, data),
                examples: found.issues.prefix(data.settings.exampleLimit).map { example($0, columns.labels, data) },
                figures: [table(found)]
                    + (issues == 0 || columns.labels.count > 20 ? [] : [heatMap(found.issues, columns.labels)])))
    }

    /// Why labeled rows are left out.
    private func reasons(_ columns: ProbabilityColumns) -> String {
        [
            columns.incomplete > 0
                ? "\(Wording.count(columns.incomplete)) \(columns.incomplete == 1 ? "lacks" : "lack") one" : nil,
            columns.outOfRange > 0
                ? "\(Wording.count(columns.outOfRange)) \(columns.outOfRange == 1 ? "has" : "have") a number outside 0 to 1"
                : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// What a reader must know of the rows that were looked at.
    private func remarks(_ columns: ProbabilityColumns) -> String {
        let leftOut =
            columns.leftOut > 0
            ? "; \(Wording.count(columns.leftOut)) of \(Wording.count(columns.labeled, "labeled row")) left out: "
                + reasons(columns) : ""
        let off =
            columns.unbalanced > 0
            ? "; the probabilities of \(Wording.count(columns.unbalanced, "row")) do not make 1" : ""
        return leftOut + off
    }

    /// What the probabilities say of all rows.
    private struct Found {
        let columns: ProbabilityColumns
        let confident: ConfidentLearning
        /// Rows that each filter takes, by the probability of their label.
        let taken: [(filter: ConfidentLearning.Filter, rows: [Int])]
        let issues: [Issue]

        init(_ columns: ProbabilityColumns, given: [Int]) {
            let confident = ConfidentLearning(
                given: given, classes: columns.labels.count, probabilities: columns.probability)
            let scores = given.indices.map { columns.probability($0, given[$0]) }
            let taken = ConfidentLearning.Filter.allCases.map { filter in
                (filter: filter, rows: confident.rows(filter).sorted { (scores[$0], $0) < (scores[$1], $1) })
            }
            let takenBy = taken.map { (filter: $0.filter, rows: Set($0.rows)) }
            issues = taken[0].rows.map { row in
                Issue(
                    split: columns.rows[row].split, row: columns.rows[row].row, given: given[row],
                    suggested: confident.likeliest[row], quality: confident.quality(row),
                    foundBy: takenBy.filter { $0.rows.contains(row) }.map(\.filter))
            }
            self.columns = columns
            self.confident = confident
            self.taken = taken
        }
    }

    private func values(_ found: Found, _ data: MeasuredData) -> ReportValue {
        let (rows, labels, issues) = (found.columns.rows, found.columns.labels, found.issues)
        let joint = found.confident.joint
        return [
            "rows": .integer(rows.count), "of_rows": .integer(found.columns.labeled),
            "left_out": [
                "missing": .integer(found.columns.incomplete), "out_of_range": .integer(found.columns.outOfRange),
            ],
            "sums_off": .integer(found.columns.unbalanced), "issues": .integer(issues.count),
            "issues_interval": WilsonInterval.of(issues.count, in: rows.count),
            "splits": .list(splits(issues, rows.map(\.split), data)),
            "pairs": .list(pairs(issues, labels)),
            "thresholds": .object(
                zip(labels, found.confident.thresholds).map { .init(name: $0, value: ReportValue($1)) }),
            "scores": .list(issues.prefix(Self.listed).map { .number($0.quality.selfConfidence) }),
            "filters": .list(
                found.taken.map { filter, taken in
                    self.filter(filter, taken.map { rows[$0] }, of: rows.count, data)
                }),
            "confident_joint": labels.count > Self.mostOfJoint
                ? .null
                : [
                    "labels": .list(labels.map { .text($0) }),
                    "counts": .list(joint.calibrated.map { .list($0.map { .integer($0) }) }),
                ],
            "estimated_errors": .integer(joint.errors),
            "estimated_errors_interval": WilsonInterval.of(joint.errors, in: rows.count),
            "quality": .list(quality(found.confident, rows.map(\.split), data)),
        ]
    }

    private func example(_ issue: Issue, _ labels: [String], _ data: MeasuredData) -> ReportValue {
        .object(
            data.example(split: issue.split, row: issue.row).filter { $0.name != "label" } + [
                .init(name: "given", value: .text(labels[issue.given])),
                .init(name: "suggested", value: .text(labels[issue.suggested])),
                .init(name: "score", value: .number(issue.quality.selfConfidence)),
            ] + issue.quality.members + [
                .init(name: "found_by", value: .list(issue.foundBy.map { .text($0.rawValue) }))
            ])
    }

    private func filter(
        _ filter: ConfidentLearning.Filter, _ taken: [ProbabilityColumns.Row], of rows: Int, _ data: MeasuredData
    ) -> ReportValue {
        [
            "filter": .text(filter.rawValue), "issues": .integer(taken.count),
            "issues_interval": WilsonInterval.of(taken.count, in: rows),
            "places": .list(
                taken.prefix(Self.listed).map { .object(data.splits[$0.split].namedPlace(of: $0.row)) }),
        ]
    }

    /// How the scores of all labels are spread, by split.
    private func quality(_ confident: ConfidentLearning, _ rows: [Int], _ data: MeasuredData) -> [ReportValue] {
        var scores = data.splits.map { _ in [LabelQuality]() }
        for (row, split) in rows.enumerated() { scores[split].append(confident.quality(row)) }
        return data.splits.indices.map { split in
            func spread(_ score: (LabelQuality) -> Double) -> ReportValue {
                Distribution(of: scores[split].map(score))?.reported ?? .null
            }
            return [
                "split": .text(data.splits[split].name), "self_confidence": spread(\.selfConfidence),
                "normalized_margin": spread(\.normalizedMargin),
                "confidence_weighted_entropy": spread(\.confidenceWeightedEntropy),
            ]
        }
    }

    private func table(_ found: Found) -> Figure {
        .table(
            title: "Labels that each filter takes", columns: ["Filter", "Labels", "Share"],
            rows: found.taken.map {
                [
                    $0.filter.rawValue, Wording.count($0.rows.count),
                    Wording.percent($0.rows.count, of: found.columns.rows.count),
                ]
            })
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
