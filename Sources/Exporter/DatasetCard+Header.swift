internal import QuorumCore
internal import TableIO

extension DatasetCard {
    /// The YAML between the card's two `---` lines.
    var header: String {
        var lines: [String] = []
        lines += licenceLines
        if !survey.languages.isEmpty {
            lines.append("language:")
            lines += survey.languages.sorted().map { "- " + JSONText.quoted($0) }
        }
        lines += ["pretty_name: " + JSONText.quoted(project.name + " " + version.name)]
        lines += ["task_categories:", "- " + taskCategory, "size_categories:", "- " + sizeCategory]
        lines += ["configs:", "- config_name: default", "  data_files:"]
        for (split, _) in splits {
            lines += ["  - split: " + split.rawValue, "    path: " + JSONText.quoted(pattern(of: split))]
        }
        lines += datasetInfo
        return lines.joined(separator: "\n") + "\n"
    }

    /// One licence the Hub knows is named; anything else is `other` with its own words.
    private var licenceLines: [String] {
        guard survey.sourcesWithoutLicence.isEmpty, !survey.licences.isEmpty else {
            return survey.licences.isEmpty ? ["license: unknown"] : ["license: other", "license_name: mixed"]
        }
        guard survey.licences.count == 1, let licence = survey.licences.first else {
            return ["license: other", "license_name: mixed"]
        }
        let identifier = licence.lowercased().split(whereSeparator: { $0 == " " || $0 == "_" }).joined(separator: "-")
        if Self.knownLicences.contains(identifier) { return ["license: " + identifier] }
        return ["license: other", "license_name: " + JSONText.quoted(licence)]
    }

    private static let knownLicences: Set<String> = [
        "apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0",
        "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nd-4.0",
        "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0", "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0", "odc-by",
        "odbl", "pddl", "gfdl", "unlicense", "wtfpl",
    ]

    private var taskCategory: String {
        switch project.kind {
        case .transcription: "automatic-speech-recognition"
        case .classification, .multilabel, .rating: survey.hasAudio ? "audio-classification" : "text-classification"
        case .span: "token-classification"
        case .pairwise: "text-ranking"
        }
    }

    private var sizeCategory: String {
        switch survey.rows {
        case ..<1_000: "n<1K"
        case ..<10_000: "1K<n<10K"
        case ..<100_000: "10K<n<100K"
        case ..<1_000_000: "100K<n<1M"
        case ..<10_000_000: "1M<n<10M"
        case ..<100_000_000: "10M<n<100M"
        default: "100M<n<1B"
        }
    }

    private func pattern(of split: Split) -> String {
        switch format {
        case .parquet: "data/\(split.rawValue)-*"
        case .webdataset: "\(split.rawValue)-*.tar"
        case .jsonl: survey.hasAudio ? "data/\(split.rawValue)/**" : "data/\(split.rawValue).jsonl"
        }
    }

    /// Columns and sizes; the columns of the other formats are what their readers make of them.
    private var datasetInfo: [String] {
        guard format == .parquet else { return [] }
        var lines = ["dataset_info:", "  features:"]
        for feature in features.features {
            lines.append("  - name: " + feature.name)
            lines += typeLines(of: feature)
        }
        lines.append("  splits:")
        for (split, figures) in splits {
            lines += [
                "  - name: " + split.rawValue, "    num_bytes: \(figures.payload)", "    num_examples: \(figures.rows)",
            ]
        }
        lines.append("  download_size: \(shards.reduce(0) { $0 + $1.bytes })")
        lines.append("  dataset_size: \(splits.reduce(0) { $0 + $1.figures.payload })")
        return lines
    }

    private func typeLines(of feature: HuggingFaceFeatures.Feature) -> [String] {
        switch feature.type {
        case .audio:
            features.sampleRate.map { ["    dtype:", "      audio:", "        sampling_rate: \($0)"] }
                ?? ["    dtype: audio"]
        case .utf8List: ["    list: string"]
        case .spanList:
            ["    list:"]
                + HuggingFaceFeatures.spanMembers.flatMap { ["    - name: \($0.0)", "      dtype: \($0.1)"] }
        case .utf8, .binary, .int64, .float64, .bool: ["    dtype: " + feature.dtype]
        }
    }
}
