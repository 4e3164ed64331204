/// `stats.audio`: how long, how loud and how clean recordings are.
///
/// Loudness after ITU-R BS.1770-4, the other figures as `AudioProfile` says.
struct AudioStatistics: Check {
    let id = "stats.audio"
    let title = "Recordings"

    static let clipped = Threshold(
        "stats.audio.clipping", 0.001, "share of a recording's samples at full scale from which it counts as clipped")
    static let mostClipped = Threshold(
        "stats.audio.clipped_warn", 0.01, "share of clipped recordings; some shouting is normal")
    static let offset = Threshold(
        "stats.audio.dc_offset", 0.01, "mean of the samples, of full scale, from which a recording has an offset")
    static let narrow = Threshold(
        "stats.audio.narrow_band", 0.6,
        "share of the frequencies that the sample rate allows; a recording that stops below has no high ones, as after "
            + "conversion from a lower rate")
    static let silent = Threshold("stats.audio.silent", -60, "peak in dBFS below which a recording is silent")
    static let mostlySilent = Threshold(
        "stats.audio.mostly_silent", 0.9, "share of silence from which a recording is mostly silence")
    static let outlying = Threshold(
        "stats.audio.pace", 6,
        "median deviations of the characters a second from their median; beyond, text and sound seldom belong together")
    var thresholds: [Threshold] {
        [Self.clipped, Self.mostClipped, Self.offset, Self.narrow, Self.silent, Self.mostlySilent, Self.outlying]
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let recordings = data.recordings else { return .skipped(data.reasonForNoRecordings) }
        guard recordings.profiles.contains(where: { $0.contains { $0 != nil } }) || !recordings.failures.isEmpty else {
            return .skipped("no row has a recording")
        }
        let summaries = data.splits.indices.map { AudioSummary(data, split: $0, recordings) }
        let faults = AudioFault.allCases.map { fault in
            (fault: fault, rows: summaries.reduce(0) { $0 + ($1.faults[fault]?.count ?? 0) })
        }.filter { $0.rows > 0 }
        let measured = summaries.reduce(0) { $0 + $1.profiles.count }
        var verdict = Verdict.pass
        for (fault, rows) in faults {
            switch fault {
            case .unreadable: verdict = .fail
            case .clipped:
                if Double(rows) > data[Self.mostClipped] * Double(measured) { verdict = max(verdict, .warn) }
            case .narrow, .silent, .mostlySilent, .offset, .pace: verdict = max(verdict, .warn)
            }
        }
        let rates = Set(summaries.flatMap { $0.rates.keys })
        if rates.count > 1 { verdict = max(verdict, .warn) }
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(summaries, faults, rates), advice: advice(faults, rates),
                values: ["splits": .list(summaries.map(\.reported))], examples: examples(summaries, data),
                figures: figures(summaries)))
    }

    private func summary(
        _ summaries: [AudioSummary], _ faults: [(fault: AudioFault, rows: Int)], _ rates: Set<Int>
    ) -> String {
        var notes = faults.map {
            "\(Wording.count($0.rows, "recording")) \($0.rows == 1 ? $0.fault.one : $0.fault.many)"
        }
        if rates.count > 1 {
            notes.append(
                "there are \(rates.count) sample rates: \(rates.sorted().map { "\($0)" }.joined(separator: ", ")) Hz")
        }
        let overview = summaries.map { summary in
            "\(summary.split): \(Wording.count(summary.profiles.count, "recording")), "
                + "\(Wording.decimal(summary.seconds / 3600, 2)) h"
        }
        return (notes + overview).joined(separator: "; ")
    }

    private func advice(_ faults: [(fault: AudioFault, rows: Int)], _ rates: Set<Int>) -> String? {
        let words = faults.map(\.fault.advice) + (rates.count > 1 ? ["Bring all recordings to one rate."] : [])
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The first rows of each fault in turn.
    private func examples(_ summaries: [AudioSummary], _ data: MeasuredData) -> [ReportValue] {
        let found = AudioFault.allCases.flatMap { fault in
            summaries.indices.flatMap { split in
                (summaries[split].faults[fault] ?? []).prefix(3).map { (fault: fault, split: split, row: $0) }
            }
        }
        return found.prefix(data.settings.exampleLimit).map { entry in
            .object(
                data.example(split: entry.split, row: entry.row) + [
                    .init(name: "what", value: .text(entry.fault.rawValue)),
                    .init(name: "recording", value: ReportValue(summaries[entry.split].words[entry.row])),
                ])
        }
    }

    private func figures(_ summaries: [AudioSummary]) -> [Figure] {
        let table = Figure.table(
            title: "Recordings by split",
            columns: [
                "Split", "Recordings", "Hours", "Seconds (median)", "Sample rates", "Loudness (median, LUFS)",
                "Bandwidth (median, Hz)", "Silence (median)",
            ],
            rows: summaries.map { summary in
                [
                    summary.split, Wording.count(summary.profiles.count), Wording.decimal(summary.seconds / 3600, 2),
                    Wording.decimal(summary[.duration]?.quantiles[2], 2),
                    summary.rates.keys.sorted().map { "\($0)" }.joined(separator: ", "),
                    Wording.decimal(summary[.loudness]?.quantiles[2], 1),
                    Wording.decimal(summary[.bandwidth]?.quantiles[2], 0),
                    Wording.decimal(summary[.silence]?.quantiles[2], 2),
                ]
            })
        let drawn: [(AudioSummary.Figure, String)] = [(.duration, "Seconds"), (.loudness, "Loudness (LUFS)")]
        return [table]
            + drawn.flatMap { figure, name in
                summaries.compactMap { summary -> Figure? in
                    guard let shape = summary[figure], !shape.histogram.isEmpty else { return nil }
                    return .histogram(
                        title: "\(name) in \(summary.split)", low: shape.min, high: shape.max, counts: shape.histogram)
                }
            }
    }
}
