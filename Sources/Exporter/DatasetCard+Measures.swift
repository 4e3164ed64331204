internal import QuorumCore

extension DatasetCard {
    /// What was measured while the export was written; empty where nothing was.
    var measured: String? {
        guard !measures.values.isEmpty else { return nil }
        var lines = ["## Measures", "", "| measure | value | 95 % interval | of |", "|---|---:|---:|---|"]
        for value in measures.values {
            lines.append("| \(value.title) | \(shown(value)) | \(interval(value)) | \(value.method) |")
        }
        lines += ["", "`croissant.json` has the same figures for programs, and `quorum measure` finds more of them."]
        return (lines + labelLines).joined(separator: "\n")
    }

    private var labelLines: [String] {
        guard !measures.labels.isEmpty else { return [] }
        let names = splits.map(\.split)
        var lines = ["", "| label | " + names.map { "\($0.rawValue) |" }.joined(separator: " ")]
        lines.append("|---|" + String(repeating: "---:|", count: names.count))
        for (label, counts) in measures.labels {
            lines.append("| \(Self.code(label)) | " + names.map { "\(counts[$0]) |" }.joined(separator: " "))
        }
        return lines
    }

    private func shown(_ value: MeasuredValue) -> String {
        switch value.kind {
        case .coefficient: "\(Self.rounded(value.value, places: 3))"
        case .count(let whole):
            "\(Int(value.value)) of \(whole)" + (value.passes == true ? " (pass)" : " (fail)")
        case .seconds: "\(Self.rounded(value.value, places: 2)) s"
        case .decibels: "\(Self.rounded(value.value, places: 1)) dBFS"
        }
    }

    private func interval(_ value: MeasuredValue) -> String {
        guard let interval = value.interval else { return "" }
        let ends = [interval.lowerBound, interval.upperBound].map { end in
            if case .count = value.kind { Self.percent(end) } else { "\(Self.rounded(end, places: 3))" }
        }
        return ends.joined(separator: " to ")
    }
}
