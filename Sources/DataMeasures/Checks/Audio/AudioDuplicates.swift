/// `duplicates.audio`: recordings that are more than once in a split, found as `leakage.audio` does.
struct AudioDuplicates: Check {
    let id = "duplicates.audio"
    let title = "Recordings more than once"

    static let mostSurplus = Threshold(
        "duplicates.audio.surplus_fail", 0.1,
        "share of recordings that could be dropped; beyond, they weigh on every figure")
    var thresholds: [Threshold] { [Self.mostSurplus] }

    private struct Count {
        let split: Int
        let variant: RecordingGroups.Variant
        var members: [[Int]] = []
        var conflicting = 0
        var rows: Int { members.reduce(0) { $0 + $1.count } }
        var surplus: Int { rows - members.count }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let groups = data.recordingGroups else { return .skipped(data.reasonForNoRecordings) }
        let counts = RecordingGroups.Variant.allCases.flatMap { variant in
            data.splits.indices.map { count(data, groups, $0, variant) }
        }
        func share(_ count: Count) -> Double {
            Double(count.surplus) / Double(max(1, data.splits[count.split].rowCount))
        }
        let worst = counts.filter { $0.variant == .fingerprint }.max { share($0) < share($1) }!
        let verdict: Verdict = worst.surplus == 0 ? .pass : share(worst) > data[Self.mostSurplus] ? .fail : .warn
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(worst, data) + groups.reservations,
                advice: "Keep one recording of each group; where their labels differ, listen before choosing.",
                values: [
                    "splits": .list(counts.map { value($0, data) }), "too_short": .integer(groups.tooShort),
                    "undecoded": .integer(groups.undecoded),
                    "method": RecordingGroups.method,
                ],
                examples: worst.members.prefix(data.settings.exampleLimit).map { members in
                    .object(
                        data.example(split: worst.split, row: members[0])
                            + data.splits[worst.split].recordingFile(
                                of: members[0], column: data.roles.audio?.column, name: "recording") + [
                                .init(name: "times", value: .integer(members.count)),
                                .init(
                                    name: "rows",
                                    value: .list(
                                        members.prefix(20).map { data.splits[worst.split].reportedPlace(of: $0) })),
                            ])
                }, figures: [table(counts, data)]))
    }

    private func count(
        _ data: MeasuredData, _ groups: RecordingGroups, _ split: Int, _ variant: RecordingGroups.Variant
    ) -> Count {
        var members: [Int32: [Int]] = [:]
        for (row, group) in groups.groups(variant)[split].enumerated() where group >= 0 {
            members[group, default: []].append(row)
        }
        var count = Count(split: split, variant: variant)
        count.members = members.values.filter { $0.count > 1 }.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
        guard !count.members.isEmpty, let label = data.answerColumn else { return count }
        let labels = data.valueCodes(label).codes[split]
        count.conflicting = count.members.count { rows in Set(rows.map { labels[$0] }).count > 1 }
        return count
    }

    private func summary(_ worst: Count, _ data: MeasuredData) -> String {
        guard worst.surplus > 0 else { return "no recording is more than once in a split" }
        let split = data.splits[worst.split]
        return "\(Wording.count(worst.surplus)) of \(Wording.count(split.rowCount, "recording")) in \(split.name) "
            + "\(worst.surplus == 1 ? "repeats another" : "repeat others")"
            + (worst.conflicting > 0 ? "; \(Wording.count(worst.conflicting, "group")) with several labels" : "")
    }

    private func value(_ count: Count, _ data: MeasuredData) -> ReportValue {
        [
            "split": .text(data.splits[count.split].name), "variant": .text(count.variant.rawValue),
            "groups": .integer(count.members.count), "rows": .integer(count.rows),
            "surplus_rows": .integer(count.surplus), "conflicting_groups": .integer(count.conflicting),
            "surplus_interval": WilsonInterval.of(count.surplus, in: data.splits[count.split].rowCount),
        ]
    }

    private func table(_ counts: [Count], _ data: MeasuredData) -> Figure {
        .table(
            title: "Recordings that occur more than once",
            columns: ["Split", "Compared", "Groups", "Rows", "Surplus rows", "Share", "Groups with several labels"],
            rows: counts.map { count in
                [
                    data.splits[count.split].name, count.variant.rawValue, Wording.count(count.members.count),
                    Wording.count(count.rows), Wording.count(count.surplus),
                    Wording.percent(count.surplus, of: data.splits[count.split].rowCount),
                    Wording.count(count.conflicting),
                ]
            })
    }
}
