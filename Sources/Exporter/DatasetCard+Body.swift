internal import QuorumCore
internal import TableIO

extension DatasetCard {
    /// The card's text.
    var body: String {
        [title, contents, labeling, measured, sources, use, limits].compactMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        """
        # \(Self.oneLine(project.name)), version \(version.name)

        \(counted(survey.rows, "labeled example")) frozen on \(version.createdAt.iso8601.prefix(10)) as version \
        `\(version.name)`, digest `\(version.digest)`.
        """ + erased
    }

    private var erased: String {
        guard version.erasedCount > 0 else { return "" }
        return
            "\n\n\(counted(version.erasedCount, "example")) of the version \(version.erasedCount == 1 ? "was" : "were") "
            + "erased since, as those concerned or the project's rules demand, and not exported."
    }

    private var contents: String {
        var lines = ["## Contents", "", "| split | examples | groups | \(survey.hasAudio ? "minutes | " : "")shards |"]
        lines.append("|---|---:|---:|" + (survey.hasAudio ? "---:|" : "") + "---:|")
        for (split, figures) in splits {
            let minutes = survey.hasAudio ? "\(Self.rounded(figures.seconds / 60, places: 1)) | " : ""
            let shardCount = shards.count { $0.split == split }
            lines.append("| \(split.rawValue) | \(figures.rows) | \(figures.groups.count) | \(minutes)\(shardCount) |")
        }
        lines += ["", "Splits are made by group, and no group is in two splits.", ""]
        lines += [
            format == .webdataset ? "| member, or key of `KEY.json` | meaning |" : "| column | meaning |", "|---|---|",
        ]
        for (name, meaning) in memberMeanings + columnMeanings { lines.append("| `\(name)` | \(meaning) |") }
        return lines.joined(separator: "\n")
    }

    /// What the members of a tar file are.
    private var memberMeanings: [(name: String, meaning: String)] {
        guard format == .webdataset else { return [] }
        var all: [(String, String)] = []
        if survey.hasAudio { all.append(("KEY.flac", recordingMeaning)) }
        all.append(("KEY.json", "the keys below"))
        switch project.kind {
        case .transcription: all.append(("KEY.txt", "the transcript"))
        case .classification:
            if survey.hasPassages { all.append(("KEY.txt", "the text that was labeled")) }
            let numbers = project.labels.enumerated().map { "\($0) is " + Self.code($1) }
            all.append(("KEY.cls", "the label's number: " + numbers.joined(separator: ", ")))
        case .multilabel, .rating, .span:
            if survey.hasPassages { all.append(("KEY.txt", "the text that was labeled")) }
        case .pairwise: break
        }
        return all
    }

    private var recordingMeaning: String {
        "the recording, mono FLAC" + (features.sampleRate.map { " at \($0) Hz" } ?? "")
    }

    private var columnMeanings: [(name: String, meaning: String)] {
        let inRecords: [(String, String)] =
            switch (format, survey.hasAudio) {
            case (.parquet, _), (_, false): []
            case (.webdataset, _): [("sample_rate", "samples a second")]
            case (.jsonl, _):
                [("sample_rate", "samples a second"), ("audio_sha256", "SHA-256 of the recording's file")]
            }
        let plain = features.features.filter { !($0.type == .audio && format == .webdataset) }
        return plain.map { feature in
            let meaning =
                switch feature.name {
                case "audio": recordingMeaning
                case project.kind.answerColumn: answerMeaning
                case project.kind.passageColumn where project.kind == .pairwise:
                    "what both texts respond to; may be empty"
                case project.kind.passageColumn: "the text that was labeled"
                case "a", "b": "one of the texts that were compared"
                case "id": "the example's name in every format and in `lineage.jsonl`"
                case "source": "file name of the upload it was cut from"
                case "group": "what must not cross splits, such as the speaker; else the source itself"
                case "start", "end":
                    survey.hasAudio ? "seconds on the source's timeline" : "bytes of the source's UTF-8 text"
                case "agreement": "`support` divided by `votes`"
                case "support": "answers that match the decided one"
                default: "all answers the example had when it was decided"
                }
            return (feature.name, meaning)
        } + inRecords
    }

    private var answerMeaning: String {
        let labels = project.labels.map(Self.code).joined(separator: ", ")
        return switch project.kind {
        case .transcription: "what is said, as decided"
        case .classification: "the decided label: \(labels)"
        case .multilabel: "the decided labels, none or more of: \(labels)"
        case .rating:
            "the decided rating" + (project.scale.map { ", \($0.lowest) to \($0.highest)" } ?? "")
        case .span: "the decided spans: characters `[start, end)` of the text, and one of \(labels)"
        case .pairwise: "which text is better, as decided: `a`, `b` or `tie`"
        }
    }

    private var sources: String {
        var lines = ["## Sources", "", "\(counted(survey.sources.count, "upload"))."]
        if !survey.licences.isEmpty {
            lines.append("Licences: " + survey.licences.sorted().map(Self.oneLine).joined(separator: "; ") + ".")
        }
        if !survey.sourcesWithoutLicence.isEmpty {
            lines.append("No licence is recorded for \(counted(survey.sourcesWithoutLicence.count, "upload")).")
        }
        if !survey.sourcesWithoutConsent.isEmpty {
            lines.append("No consent is recorded for \(counted(survey.sourcesWithoutConsent.count, "upload")).")
        }
        lines.append(
            "`lineage.jsonl` leads from every row to its answers, its span of the upload and the upload's SHA-256.")
        return lines.joined(separator: "\n")
    }

    private var use: String {
        let code =
            switch format {
            case .parquet, .jsonl:
                """
                from datasets import load_dataset

                data = load_dataset("PATH/TO/THIS/FOLDER")
                """
            case .webdataset:
                """
                import webdataset

                data = webdataset.WebDataset("PATH/TO/THIS/FOLDER/\(ShardName.tar(splits[0].split, 0))", shardshuffle=False)
                """
            }
        return """
            ## Use

            ```python
            \(code)
            ```

            `manifest.json` lists every file with its size and SHA-256.
            """
    }

    private var limits: String {
        let isJudged = survey.deciders[.expert] != nil
        var known = [
            "Only settled examples are here; what the annotators could not agree on "
                + "\(isJudged ? "and no expert decided " : "")is left out, so the data is easier than the recordings it "
                + "comes from."
        ]
        if !survey.hasAudio { known[0] = known[0].replacing("recordings", with: "texts") }
        let missing = Split.allCases.filter { survey.splits[$0] == nil }.map(\.rawValue)
        if !missing.isEmpty { known.append("There is no \(missing.joined(separator: " and no ")) split.") }
        let thin = splits.filter { $0.figures.groups.count == 1 }.map(\.split.rawValue)
        if !thin.isEmpty { known.append("All examples of \(thin.joined(separator: " and of ")) are of one group.") }
        if survey.sampleRates.count > 1 {
            let rates = survey.sampleRates.sorted().map { "\($0) Hz" }.joined(separator: ", ")
            known.append("Recordings have several sample rates: \(rates).")
        }
        return "## Known limits\n\n" + known.map { "- \($0)" }.joined(separator: "\n")
    }

    func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
    }

    static func percent(_ share: Double) -> String { "\(rounded(share * 100, places: 1)) %" }

    static func rounded(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }

    static func code(_ text: String) -> String {
        "`" + oneLine(text).replacing("&lt;", with: "<").replacing("`", with: "'") + "`"
    }

    /// A text that cannot end a table's row or a paragraph, nor be taken for HTML.
    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 }).replacing("|", with: "\\|").replacing("<", with: "&lt;")
    }
}
