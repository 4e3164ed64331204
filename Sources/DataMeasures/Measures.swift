internal import CSystemCalls

/// Measures data sets.
public enum Measures {
    /// All checks there are, in the order of a report.
    static let checks: [any Check] = [
        ColumnStatistics(), TextStatistics(), WordFrequencies(), Perplexity(), LabelStatistics(), AudioStatistics(),
        ExactDuplicates(),
        NearDuplicates(), AudioDuplicates(), ExactOverlap(), NearOverlap(), AudioOverlap(),
        NGramOverlap(), GroupLeakage(), TimeLeakage(), TargetLeakage(), PreprocessingLeakage(),
        OrderLeakage(), IndexLeakage(), OversamplingLeakage(),
        ColumnPairs(), NovelValues(), ColumnDrift(), LabelDrift(), VocabularyDrift(), MultivariateDrift(),
        LabelRate(), TermAssociation(), ColumnValues(), Outliers(), PersonalData(), UnsafeContent(),
        LabelAgreement(), LabelWorkers(), LabelConflicts(), LabelErrors(),
    ]

    /// What verdicts depend on and a file may set.
    public static var thresholds: [Threshold] { checks.flatMap(\.thresholds) }

    /// The ids of all checks, in the order of a report.
    public static var checkIDs: [String] { checks.map(\.id) }

    /// The ids that `pattern` stands for: one check, or all of a family (`leakage`).
    public static func checkIDs(matching pattern: String) -> [String] {
        checkIDs.filter { $0 == pattern || $0.hasPrefix(pattern + ".") }
    }

    /// Runs the checks of `settings`.
    ///
    /// The same input and settings give the same report, but for `seconds`.
    public static func run(_ input: MeasureInput, settings: MeasureSettings = MeasureSettings()) -> Report {
        let clock = ContinuousClock()
        let start = clock.now
        let data = MeasuredData(input, settings: settings)
        let chosen = checks.filter { settings.checks?.contains($0.id) ?? true }
        let results = chosen.map { check in
            // What reading and each check took for a while must not add up.
            return_free_memory()
            return check.result(on: data)
        }
        let inputs = input.splits.map { split in
            Report.Input(
                split: split.name, path: split.path, sha256: split.sha256, rows: split.rowCount,
                columns: split.columnNames, files: split.files.count > 1 ? split.files : [])
        }
        let elapsed = clock.now - start
        return Report(
            inputs: inputs, settings: settings.reported(for: input, checks: chosen.map(\.id)), checks: results,
            seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
}
