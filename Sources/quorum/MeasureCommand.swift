import ArgumentParser
import DataMeasures
import Foundation

/// `quorum measure`: checks whether a data set is sound.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Check whether a data set is sound: duplicates, leaks between splits, labels, agreement.",
        discussion: """
            Data is a file (CSV, TSV, JSONL, Parquet, Arrow, a WebDataset's tar), a folder with splits (as on the Hugging \
            Face Hub, of save_to_disk, of recordings with their list), files a split, or a frozen version of a project:

              quorum measure data.csv --label y
              quorum measure speech/ --html report.html
              quorum measure --train 'train-*.parquet' --test test.parquet
              quorum measure --data quorum-data --project Digits --version v1

            One file is divided by its column 'split', if it has one, or by the one --split names. Columns nobody names are found by their names and \
            values; the report says which. Votes of several people (columns task, worker, label) give the agreement.

            Ends with 0 when nothing failed, 1 when a finding that --fail-on names is there, 2 when the data cannot be \
            measured.
            """)

    @OptionGroup
    var data: DataOptions

    @OptionGroup(title: "What is measured")
    var judgement: JudgementOptions

    @OptionGroup(title: "Memory")
    var memory: MemoryOptions

    @Option(help: ArgumentHelp("Write the report as JSON; - for the output.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Write the report as one HTML page.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the report as Markdown.", valueName: "file"))
    var markdown: String?

    @Flag(help: "Print all thresholds with their standard values and what they mean, as a file for --thresholds.")
    var printThresholds = false

    @Option(help: ArgumentHelp("An earlier report (JSON), to show what changed since.", valueName: "file"))
    var compare: String?

    @Option(
        help: ArgumentHelp(
            "Write splits without duplicates and leaks into a new folder, with a list of what was changed and why.",
            valueName: "dir"))
    var writeClean: String?

    @Option(
        help: ArgumentHelp(
            "What ends with 1: fail, warn, none, checks or families, with commas between; leakage is a warning or "
                + "worse, leakage:fail only a failure.", valueName: "list"))
    var failOn = "fail"

    func run() async throws {
        if printThresholds { return print(ThresholdFile.standard, terminator: "") }
        do {
            try memory.apply(json: json == "-")
            let gate = try gate()
            let settings = try judgement.settings(memory: memory.bytes)
            try checkOutputs()
            // What several threads read lies in many blocks of memory, too small for the file of a bound.
            let input = try await data.input(threads: memory.memory == nil ? settings.threads : 1)
            var report = Measures.run(input, settings: settings)
            if let compare { report.comparison = try ReportComparison(report, with: compare) }
            try write(report)
            if let writeClean { try clean(input, settings, into: writeClean) }
            if let taken = memory.taken, json != "-" { print(taken) }
            if !gate.failures(in: report).isEmpty { throw ExitCode(1) }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json == "-")
        }
    }

    private func clean(_ input: MeasureInput, _ settings: MeasureSettings, into folder: String) throws {
        guard !data.frozen.isGiven else {
            throw CommandFailure("usage", "--write-clean: a frozen version does not change; freeze another one")
        }
        let plan = try CleanPlan(input, settings: settings)
        try plan.write(input, to: folder)
        guard json != "-" else { return }
        let dropped = plan.changes.count { $0.to == nil }
        let rows = zip(plan.splits, plan.rows).map { "\($0) \($1.count)" }.joined(separator: ", ")
        print("Wrote \(folder): \(rows); \(dropped) rows dropped, \(plan.changes.count - dropped) moved (changes.csv)")
    }

    private func gate() throws -> Gate {
        do {
            return try Gate(parsing: failOn)
        } catch {
            throw CommandFailure("usage", "--fail-on: \(error)")
        }
    }

    /// A report replaces nothing but a report, for what is there may be the data.
    private func checkOutputs() throws {
        for (option, path) in [("--json", json), ("--html", html), ("--markdown", markdown)] {
            guard let path, path != "-", !ReportFile.mayReplace(path) else { continue }
            throw CommandFailure(
                "occupied", "\(option): \(path) is there already and no report; name another file, or remove it",
                path: path)
        }
    }

    private func write(_ report: Report) throws {
        var files: [(path: String, content: Data)] = []
        if let html { files.append((html, Data(report.html()))) }
        if let markdown { files.append((markdown, Data(report.markdown().utf8))) }
        if let json, json != "-" { files.append((json, Data(report.json()))) }
        for file in files { try WholeFile.write(file.content, to: file.path) }
        if json == "-" {
            FileHandle.standardOutput.write(Data(report.json()))
        } else {
            print(report.text(isColored: isatty(STDOUT_FILENO) == 1), terminator: "")
            for file in files { print("Wrote \(file.path)") }
        }
    }
}
