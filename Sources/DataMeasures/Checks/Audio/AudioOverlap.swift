/// `leakage.audio`: recordings of one split that are in another one too.
///
/// Equal ones (`pcm`) are told by a hash of their samples; those that were encoded again, made louder or softer, or cut
/// (`fingerprint`, which has the equal ones too) by how they sound (`FingerprintMatches`).
struct AudioOverlap: Check {
    let id = "leakage.audio"
    let title = "Same recordings in two splits"

    private typealias Overlap = SplitOverlap<RecordingGroups.Variant>

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard let groups = data.recordingGroups else { return .skipped(data.reasonForNoRecordings) }
        let overlaps = Overlap.all(
            of: data, RecordingGroups.Variant.allCases, label: data.answerColumn, groups: groups.groups)
        func rank(_ overlap: Overlap) -> (Int, Double) {
            (overlap.other == data.trainingSplit && !overlap.rows.isEmpty ? 1 : 0, overlap.share(data))
        }
        let worst = overlaps.filter { $0.variant == .fingerprint }.max { rank($0) < rank($1) }!
        return .measured(
            Measurement(
                verdict: worst.rows.isEmpty ? .pass : .fail, summary: summary(worst, overlaps, groups, data),
                advice:
                    "Drop the recordings from \(data.splits[worst.from].name), and split so that a recording and all "
                    + "its versions stay together.",
                values: [
                    "pairs": .list(overlaps.map { $0.value(data) }), "too_short": .integer(groups.tooShort),
                    "undecoded": .integer(groups.undecoded),
                    "method": RecordingGroups.method,
                ],
                examples: worst.rows.prefix(data.settings.exampleLimit).map { example($0, worst, groups, data) },
                figures: [Overlap.table(overlaps, data, title: "Recordings of a split that are in another one")]))
    }

    private func summary(
        _ worst: Overlap, _ overlaps: [Overlap], _ groups: RecordingGroups, _ data: MeasuredData
    ) -> String {
        guard !worst.rows.isEmpty else { return "no recording of a split is in another one" + groups.reservations }
        let equal = overlaps.first { $0.variant == .pcm && $0.from == worst.from && $0.other == worst.other }
        let from = data.splits[worst.from]
        return "\(Wording.count(worst.rows.count)) of \(Wording.count(from.rowCount)) \(from.name) recordings "
            + "\(worst.rows.count == 1 ? "is" : "are") also in \(data.splits[worst.other].name), "
            + "\(Wording.count(equal?.rows.count ?? 0)) of them sample by sample" + groups.reservations
    }

    private func example(
        _ row: Int, _ overlap: Overlap, _ groups: RecordingGroups, _ data: MeasuredData
    ) -> ReportValue {
        let similar = groups.similar
        let exact = groups.exact[overlap.from][row]
        let twin =
            groups.exact[overlap.other].firstIndex(of: exact)
            ?? similar[overlap.other].firstIndex(of: similar[overlap.from][row])!
        let other = groups.exact[overlap.other][twin]
        let isEqual = other == exact
        // Nothing where they are the same by way of a third recording.
        let pair = groups.pairs.first { $0.a == min(exact, other) && $0.b == max(exact, other) }
        let (from, there) = (data.splits[overlap.from], data.splits[overlap.other])
        let column = data.roles.audio?.column
        return .object(
            data.example(split: overlap.from, row: row)
                + from.recordingFile(of: row, column: column, name: "recording") + [
                    .init(name: "in", value: .text(there.name)),
                    .init(
                        name: "variant", value: .text((isEqual ? RecordingGroups.Variant.pcm : .fingerprint).rawValue)),
                    .init(name: "twin_row", value: there.reportedPlace(of: twin)),
                    .init(name: "differing_bits", value: ReportValue(isEqual ? 0 : pair?.errors)),
                ] + there.recordingFile(of: twin, column: column, name: "twin_recording"))
    }
}

extension MeasuredData {
    /// What was answered about a row: its label, or its text if that is what people answered.
    var answerColumn: String? {
        [roles.label?.column, roles.textIsAnswer ? roles.text?.column : nil].compactMap { $0 }.first(where: has)
    }
}

extension RecordingGroups {
    /// What a summary must say of recordings that were not compared, or not in full; empty when there are none.
    var reservations: String {
        let short =
            tooShort == 0
            ? "" : "; \(Wording.count(tooShort, "recording")) of less than a second compared sample by sample only"
        return short
            + (undecoded == 0
                ? "" : "; \(Wording.count(undecoded, "recording")) not compared, for they cannot be decoded")
    }

    /// For the reader of a report.
    static let method: ReportValue = [
        "pcm": "SHA-256 of the decoded samples",
        "fingerprint": .text(
            "32 bits for 16 ms (Haitsma and Kalker 2002) between 300 and 3000 Hz; at most "
                + "\(Int(FingerprintMatches.mostErrors * 100)) % of the bits differ over at least 0.8 s and half of the "
                + "shorter recording, and less than \(Int(FingerprintMatches.mostOfChance * 100)) % of what differs at any "
                + "other place"),
    ]
}
