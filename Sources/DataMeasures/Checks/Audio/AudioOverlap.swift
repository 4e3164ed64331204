/// `leakage.audio`: recordings of one split that are in another one too.
///
/// Equal ones (`pcm`) are told by a hash of their samples; those that were encoded again, made louder or softer, or cut
/// (`fingerprint`, which has the equal ones too) by how they sound (`FingerprintMatches`).
struct AudioOverlap: Check {
    let id = "leakage.audio"
    let title = "Same recordings in two splits"

    private struct Overlap {
        let from: Int
        let other: Int
        let variant: RecordingGroups.Variant
        var rows: [Int] = []
        var distinct = 0
        /// Of `rows`, those whose label none of their twins has.
        var conflicting = 0
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard let groups = data.recordingGroups else { return .skipped(data.reasonForNoRecordings) }
        var overlaps: [Overlap] = []
        for variant in RecordingGroups.Variant.allCases {
            for from in data.splits.indices {
                for other in data.splits.indices where other != from {
                    overlaps.append(overlap(data, groups, from, other, variant))
                }
            }
        }
        func rank(_ overlap: Overlap) -> (Int, Double) {
            let share = Double(overlap.rows.count) / Double(max(1, data.splits[overlap.from].rowCount))
            return (data.splits[overlap.other].name == "train" && !overlap.rows.isEmpty ? 1 : 0, share)
        }
        let worst = overlaps.filter { $0.variant == .fingerprint }.max { rank($0) < rank($1) }!
        return .measured(
            Measurement(
                verdict: worst.rows.isEmpty ? .pass : .fail, summary: summary(worst, overlaps, groups, data),
                advice:
                    "Drop the recordings from \(data.splits[worst.from].name), and split so that a recording and all "
                    + "its versions stay together.",
                values: [
                    "pairs": .list(overlaps.map { value($0, data) }), "too_short": .integer(groups.tooShort),
                    "method": RecordingGroups.method,
                ],
                examples: worst.rows.prefix(data.settings.exampleLimit).map { example($0, worst, groups, data) },
                figures: [table(overlaps, data)]))
    }

    private func overlap(
        _ data: MeasuredData, _ groups: RecordingGroups, _ from: Int, _ other: Int, _ variant: RecordingGroups.Variant
    ) -> Overlap {
        let rows = groups.groups(variant)
        var overlap = Overlap(from: from, other: other, variant: variant)
        let there = Set(rows[other]).subtracting([-1])
        overlap.rows = rows[from].indices.filter { there.contains(rows[from][$0]) }
        overlap.distinct = Set(overlap.rows.map { rows[from][$0] }).count
        guard !overlap.rows.isEmpty, let label = data.answerColumn else { return overlap }
        let labels = data.valueCodes(label).codes
        let known = Set(rows[other].indices.map { PairCounts.pair(rows[other][$0], labels[other][$0]) })
        overlap.conflicting = overlap.rows.count { !known.contains(PairCounts.pair(rows[from][$0], labels[from][$0])) }
        return overlap
    }

    private func summary(
        _ worst: Overlap, _ overlaps: [Overlap], _ groups: RecordingGroups, _ data: MeasuredData
    ) -> String {
        let short =
            groups.tooShort == 0
            ? ""
            : "; \(Wording.count(groups.tooShort, "recording")) of less than a second compared sample by sample only"
        guard !worst.rows.isEmpty else { return "no recording of a split is in another one" + short }
        let equal = overlaps.first { $0.variant == .pcm && $0.from == worst.from && $0.other == worst.other }
        let from = data.splits[worst.from]
        return "\(Wording.count(worst.rows.count)) of \(Wording.count(from.rowCount)) \(from.name) recordings "
            + "\(worst.rows.count == 1 ? "is" : "are") also in \(data.splits[worst.other].name), "
            + "\(Wording.count(equal?.rows.count ?? 0)) of them sample by sample" + short
    }

    private func value(_ overlap: Overlap, _ data: MeasuredData) -> ReportValue {
        [
            "from": .text(data.splits[overlap.from].name), "in": .text(data.splits[overlap.other].name),
            "variant": .text(overlap.variant.rawValue), "rows": .integer(overlap.rows.count),
            "distinct": .integer(overlap.distinct), "conflicting_labels": .integer(overlap.conflicting),
            "interval": WilsonInterval.of(overlap.rows.count, in: data.splits[overlap.from].rowCount),
        ]
    }

    private func example(
        _ row: Int, _ overlap: Overlap, _ groups: RecordingGroups, _ data: MeasuredData
    ) -> ReportValue {
        let similar = groups.similar
        let exact = groups.exact[overlap.from][row]
        let twin =
            groups.exact[overlap.other].firstIndex(of: exact)
            ?? similar[overlap.other].firstIndex(of: similar[overlap.from][row])!
        let isEqual = groups.exact[overlap.other][twin] == exact
        return .object(
            data.example(split: overlap.from, row: row) + [
                .init(name: "in", value: .text(data.splits[overlap.other].name)),
                .init(name: "variant", value: .text((isEqual ? RecordingGroups.Variant.pcm : .fingerprint).rawValue)),
                .init(name: "twin_row", value: data.splits[overlap.other].reportedPlace(of: twin)),
            ])
    }

    private func table(_ overlaps: [Overlap], _ data: MeasuredData) -> Figure {
        .table(
            title: "Recordings of a split that are in another one",
            columns: [
                "Split", "Also in", "Compared", "Rows", "Share", "Different recordings", "With another label there",
            ],
            rows: overlaps.map { overlap in
                [
                    data.splits[overlap.from].name, data.splits[overlap.other].name, overlap.variant.rawValue,
                    Wording.count(overlap.rows.count),
                    Wording.percent(overlap.rows.count, of: data.splits[overlap.from].rowCount),
                    Wording.count(overlap.distinct), Wording.count(overlap.conflicting),
                ]
            })
    }
}

extension MeasuredData {
    /// What was answered about a row: its label, or its text if that is what people answered.
    var answerColumn: String? {
        [roles.label?.column, roles.textIsAnswer ? roles.text?.column : nil].compactMap { $0 }.first(where: has)
    }
}

extension RecordingGroups {
    /// For the reader of a report.
    static let method: ReportValue = [
        "pcm": "SHA-256 of the decoded samples",
        "fingerprint": .text(
            "32 bits for 16 ms (Haitsma and Kalker 2002) between 300 and 3000 Hz; at most "
                + "\(Int(FingerprintMatches.mostErrors * 100)) % of the bits differ over at least 0.8 s and half of the "
                + "shorter recording"),
    ]
}
