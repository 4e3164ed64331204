internal import Consensus

/// How to measure.
public struct MeasureSettings: Sendable {
    /// The ids of the checks to run; nil for all.
    public let checks: Set<String>?
    public let threads: Int
    /// Bytes of memory that tables should fit in; nil for any. It changes no figure.
    public let memory: Int?
    /// Rows shown of each finding.
    public let exampleLimit: Int
    /// Thresholds other than the standard ones, by name.
    public let thresholds: [String: Double]
    /// Words and phrases whose company is compared; nil for the usual English ones.
    public let identityTerms: [String]?
    /// Words and phrases by category, looked for in texts beside the usual ones.
    public let lexicon: [String: [String]]
    /// Decodes recordings; nil leaves them alone.
    public let audio: (any AudioReading)?

    public init(
        checks: Set<String>? = nil, threads: Int = 1, memory: Int? = nil, exampleLimit: Int = 10,
        thresholds: [String: Double] = [:], identityTerms: [String]? = nil, lexicon: [String: [String]] = [:],
        audio: (any AudioReading)? = nil
    ) {
        self.checks = checks
        self.threads = max(1, threads)
        self.memory = memory
        self.exampleLimit = exampleLimit
        self.thresholds = thresholds
        self.identityTerms = identityTerms
        self.lexicon = lexicon
        self.audio = audio
    }

    /// What a reader must know to understand the figures. Threads and memory are left out, for they change nothing.
    func reported(for input: MeasureInput, checks: [String]) -> ReportValue {
        let roles = input.roles
        return [
            "source": ReportValue(input.source),
            "left_out": .list(input.leftOut.map { .text($0) }),
            "checks": .list(checks.map { .text($0) }),
            "columns": [
                "label": reported(roles.label),
                "text": reported(roles.text),
                "id": reported(roles.id),
                "groups": .list(roles.groups.map { reported($0) }),
                "time": reported(roles.time),
                "probabilities": ReportValue(roles.probabilities.map { $0 + "*" }),
                "protected": .list(roles.protected.map { reported($0) }),
                "audio": reported(roles.audio),
                "split": reported(roles.split),
            ],
            "compared_columns": .list(input.comparedColumns.map { .text($0) }),
            "thresholds": .object(
                thresholds.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .number($0.value)) }),
            "text_is_the_answer": .bool(roles.textIsAnswer),
            "votes": ReportValue(input.votes?.origin),
            "definitions": [
                "normalised": "Unicode NFC, lower case, white space folded to one space, trimmed",
                "words": .text(
                    "UAX #29 word boundaries (\(WordBreaker.standard)); segments with a letter or digit, normalised"),
                "characters": "Unicode scalars",
                "languages": .text(
                    "BCP 47 tags, of the first \(LanguageDetector.bytes) bytes of a text, by CLD2 (language_detector), of "
                        + "\(LanguageMix.mostTexts) texts a split at most; unreliable: by CLD2's own measure"),
                "quantiles": "exact, linear between neighbours",
                "std": "sample standard deviation (n - 1)",
                "entropy": "bits",
                "intervals": .text(
                    "95 %: Wilson's of shares, Hanley and McNeil's of areas under the ROC curve, of pps of "
                        + "numbers the large-sample error of a ratio of means, of an order Fisher's, a Bayesian bootstrap over "
                        + "texts of differences of npmi (\(BayesianBootstrap.rounds) rounds), a bootstrap over tasks of "
                        + "agreement, of Cohen's kappa the large-sample error of Fleiss, Cohen and Everitt"),
                "many_tests": "p-values adjusted by Benjamini and Hochberg where said so",
                "npmi": "over texts, with half a text added to each cell of word by term",
                "psi": "deciles of the base, missing cells in a bin of their own, empty bins taken as 1e-4",
                "jensen_shannon": "distance in base 2, 0 to 1",
                "wasserstein": "of numbers scaled to 0 to 1 over both sides",
                "ks_p": "asymptotic",
                "cramers_v": "Bergsma's bias correction",
                "loudness": "integrated, LUFS, ITU-R BS.1770-4",
                "silence": "frames of 20 ms that are 40 dB or more below the loudest, or below -80 dBFS",
                "snr": "95th over 5th percentile of the power of frames of 20 ms, dB",
                "bandwidth": "highest frequency within 70 dB of the strongest in the mean power spectrum, Hz",
                "clipping": "samples at full scale, three or more in a row",
                "tolerance": .text(
                    "numbers that are not whole may differ by the threshold leakage.exact_overlap.tolerance times the median "
                        + "distance of their column's different numbers from the median"),
                "pps": .text(
                    "weighted F1 of a cross-validated tree on one column, 0 for that of guessing; of labels that are numbers of "
                        + "more than \(TargetLeakage.mostClasses) values 1 minus its mean absolute error over that of guessing "
                        + "the median, of an order 1 minus the root of 1 minus the square of Spearman's correlation"),
                "zipf": "discrete maximum likelihood with the exact zeta function, xmin by least KS, p by bootstrap",
                "dawid_skene": .text(
                    "from the majority vote, at most \(DawidSkene().rounds) rounds, until the evidence lower bound of a vote "
                        + "changes by less than \(DawidSkene().tolerance)"),
                "label_errors": .text(
                    "confident learning (Northcutt, Jiang, Chuang 2021); filters, scores and the calibrated confident joint as in "
                        + "cleanlab 2"),
                "fleiss_kappa": "Fleiss 1971; with unequal numbers of votes as Gwet 2014",
            ],
        ]
    }

    private func reported(_ role: ColumnRoles.Role?) -> ReportValue {
        guard let role else { return .null }
        return ["column": .text(role.column), "chosen": .text(role.choice.rawValue)]
    }
}
