internal import Consensus

/// `labels.agreement`: how far people agree on the same tasks.
///
/// The thresholds are Krippendorff's (2004): from 0.8 on labels are reliable, below 0.667 they carry no conclusions.
struct LabelAgreement: Check {
    let id = "labels.agreement"
    let title = "Agreement between annotators"

    private static let charted = 12
    private static let reliable = 0.8
    private static let tentative = 0.667

    func measure(_ data: MeasuredData) -> Finding {
        guard let votes = data.input.votes else {
            return .skipped("there are no votes: no columns that name a task, a worker and a label")
        }
        guard let columns = CodedColumns(votes) else {
            return .skipped("the votes lack one of '\(votes.task)', '\(votes.worker)' and '\(votes.label)'")
        }
        let (coded, tasks, workers, labels) = (columns.votes, columns.tasks, columns.workers, columns.labels)
        guard Agreement(coded).comparedItems > 0 else { return .skipped("no task has two votes") }
        let scale = (0..<Int32(labels.count)).map { Double(labels.value($0)) }
        let isScale = !votes.areTranscripts && scale.allSatisfy { $0?.isFinite == true }
        let found = AgreementFindings(
            coded, scale: isScale ? scale.map { $0! } : nil,
            texts: votes.areTranscripts ? (0..<Int32(labels.count)).map { labels.value($0) } : nil
        ) { workers.value($0) }
        return .measured(
            Measurement(
                verdict: verdict(found), summary: summary(found, coded, votes),
                advice: "Read the tasks people disagree on, sharpen the guidelines, and look at annotators who agree "
                    + "with nobody.",
                values: found.value(compared: votes.areTranscripts ? "normalised transcripts" : "labels"),
                examples: examples(coded, tasks, labels, data.settings.exampleLimit),
                figures: figures(found, coded)))
    }

    private func verdict(_ found: AgreementFindings) -> Verdict {
        guard let alpha = found.transcripts?.value ?? found.agreement.nominalAlpha else {
            return found.agreement.observed == 1 ? .pass : .warn
        }
        return alpha >= Self.reliable ? .pass : alpha >= Self.tentative ? .warn : .fail
    }

    private func summary(_ found: AgreementFindings, _ coded: CodedVotes, _ votes: MeasureInput.Votes) -> String {
        let agreement = found.agreement
        let value = found.transcripts.map(\.value) ?? agreement.nominalAlpha
        let interval = (found.transcripts.map(\.interval) ?? found.intervals.nominalAlpha).map {
            " (95 % interval \(Wording.decimal($0.low)) to \(Wording.decimal($0.high)))"
        }
        let alpha =
            value.map { "alpha \(Wording.decimal($0))\(interval ?? "")" }
            ?? "alpha undefined, one label only"
        return "\(alpha); two people agree on a task in \(Wording.decimal((agreement.observed ?? 0) * 100, 1)) % of "
            + "cases (\(Wording.count(coded.voteCount, "vote")) on \(Wording.count(coded.itemCount, "task")))"
            + (votes.areTranscripts ? "; alpha is by word errors, agreement by whole transcripts" : "")
    }

    private func figures(_ found: AgreementFindings, _ coded: CodedVotes) -> [Figure] {
        let agreement = found.agreement
        var rows = [
            ["Pairs of votes that agree", Wording.decimal(agreement.observed)],
            ["Fleiss' kappa", Wording.decimal(agreement.fleissKappa)],
            ["Krippendorff's alpha, nominal", Wording.decimal(agreement.nominalAlpha)],
        ]
        if let transcripts = found.transcripts {
            rows.append(["Krippendorff's alpha, word errors", Wording.decimal(transcripts.value)])
        }
        if let metric = found.metric {
            rows.append(["Krippendorff's alpha, ordinal", Wording.decimal(metric.ordinal)])
            rows.append(["Krippendorff's alpha, interval", Wording.decimal(metric.interval)])
        }
        var figures: [Figure] = [.table(title: "Coefficients", columns: ["Coefficient", "Value"], rows: rows)]
        var sizes: [Int: Int] = [:]
        for item in 0..<coded.itemCount {
            sizes[coded.itemOffsets[item + 1] - coded.itemOffsets[item], default: 0] += 1
        }
        figures.append(
            .bars(
                title: "Tasks by their votes",
                sizes.sorted { $0.key < $1.key }.map { (Wording.count($0.key, "vote"), $0.value) }))
        if let pairs = found.pairs, !pairs.isEmpty {
            figures.append(
                .table(
                    title: "Pairs of annotators", columns: ["One", "Other", "Tasks", "Agreeing", "Cohen's kappa"],
                    rows: pairs.prefix(30).map { pair in
                        [
                            pair.a, pair.b, Wording.count(pair.agreement.items),
                            Wording.decimal(pair.agreement.observed), Wording.decimal(pair.agreement.cohenKappa),
                        ]
                    }))
            figures.append(heatMap(pairs))
        }
        return figures
    }

    /// Cohen's kappa of the annotators with most tasks in common.
    private func heatMap(_ pairs: [AgreementFindings.Pair]) -> Figure {
        var names: [String] = []
        for name in pairs.flatMap({ [$0.a, $0.b] }) where names.count < Self.charted && !names.contains(name) {
            names.append(name)
        }
        names.sort()
        let kappas = names.map { a in
            names.map { b in
                pairs.first { $0.a == a && $0.b == b || $0.a == b && $0.b == a }?.agreement.cohenKappa
            }
        }
        return .heatMap(
            HeatMap(
                title: "Agreement of annotators (Cohen's kappa)", rows: names, columns: names, values: kappas,
                words: kappas.map { $0.map { Wording.decimal($0, 2) } }))
    }

    /// The tasks with the least agreement.
    private func examples(
        _ coded: CodedVotes, _ tasks: ValueCodes, _ labels: ValueCodes, _ limit: Int
    ) -> [ReportValue] {
        var worst: [(item: Int, observed: Double)] = []
        for item in 0..<coded.itemCount {
            let range = coded.itemOffsets[item]..<coded.itemOffsets[item + 1]
            guard range.count > 1 else { continue }
            let given = coded.labels[range].sorted()
            var same = 0
            var run = 1
            for index in 1..<given.count {
                run = given[index] == given[index - 1] ? run + 1 : 1
                same += run - 1
            }
            let observed = Double(same * 2) / Double(given.count * (given.count - 1))
            if observed < 1 { worst.append((item, observed)) }
        }
        return worst.sorted { ($0.observed, $0.item) < ($1.observed, $1.item) }.prefix(limit).map { entry in
            let range = coded.itemOffsets[entry.item]..<coded.itemOffsets[entry.item + 1]
            return [
                "task": .text(tasks.value(Int32(entry.item))), "percent": .number(entry.observed),
                "labels": .list(coded.labels[range].sorted().map { .text(Excerpt.of(labels.value($0))) }),
            ]
        }
    }
}
