import ArgumentParser
import DataMeasures
import Exporter
import Foundation
import LabelStore
import QuorumCore

/// `quorum measure`: checks whether a data set is sound.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Check whether a data set is sound: duplicates, leaks between splits, labels, agreement.",
        discussion: """
            Data is one file (CSV, TSV, JSONL, Parquet, Arrow), a file a split, or a frozen version of a project:

              quorum measure data.csv --label y
              quorum measure --train train.parquet --test test.parquet --html report.html
              quorum measure --data quorum-data --project Digits --version v1

            One file is divided by its column 'split', if it has one. Columns nobody names are found by their names and \
            values; the report says which. Votes of several people (columns task, worker, label) give the agreement.

            Ends with 0 when nothing failed, 1 when a finding that --fail-on names is there, 2 when the data cannot be \
            measured.
            """)

    @Argument(help: ArgumentHelp("A file with all the data.", valueName: "data"))
    var file: String?

    @OptionGroup(title: "Splits")
    var splits: SplitOptions

    @OptionGroup(title: "Frozen version")
    var frozen: FrozenOptions

    @Option(
        help: ArgumentHelp(
            "Texts that must not be in the data, such as a benchmark's or those a model was trained on before.",
            valueName: "file"))
    var reference: String?

    @Option(help: ArgumentHelp("The column of labels.", valueName: "column"))
    var label: String?

    @Option(help: ArgumentHelp("The column of texts; rows are then compared by it alone.", valueName: "column"))
    var text: String?

    @Option(help: ArgumentHelp("The column that identifies rows; it is not compared.", valueName: "column"))
    var id: String?

    @Option(
        help: ArgumentHelp(
            "A column that must not cross splits, such as the speaker; may be given several times.",
            valueName: "column"))
    var group: [String] = []

    @Option(
        help: ArgumentHelp(
            "The column that says when a row came to be; training must not be later than the other splits.",
            valueName: "column"))
    var time: String?

    @Option(
        help: ArgumentHelp(
            "The checks to run, with commas between; a family such as leakage is all of it.", valueName: "list"))
    var checks: String?

    @Option(help: ArgumentHelp("Write the report as JSON; - for the output.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Write the report as one HTML page.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the report as Markdown.", valueName: "file"))
    var markdown: String?

    @Option(
        help: ArgumentHelp(
            "What ends with 1: fail, warn, none, checks or families, with commas between; leakage is a warning or "
                + "worse, leakage:fail only a failure.", valueName: "list"))
    var failOn = "fail"

    @Option(help: ArgumentHelp("Rows or pairs shown of each finding.", valueName: "n"))
    var examples = 10

    @Option(help: ArgumentHelp("Threads to use; all processors by default.", valueName: "n"))
    var threads: Int?

    func run() async throws {
        do {
            let gate = try gate()
            let settings = try settings()
            try checkOutputs()
            let report = Measures.run(try await input(), settings: settings)
            try write(report)
            if !gate.failures(in: report).isEmpty { throw ExitCode(1) }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json == "-")
        }
    }

    private func input() async throws -> MeasureInput {
        let roles = ColumnRoles(
            label: label.map { ColumnRoles.Role($0) }, text: text.map { ColumnRoles.Role($0) },
            id: id.map { ColumnRoles.Role($0) }, groups: group.map { ColumnRoles.Role($0) },
            time: time.map { ColumnRoles.Role($0) })
        let given = [file != nil, !splits.files.isEmpty, frozen.isGiven].count { $0 }
        guard given == 1 else {
            throw CommandFailure(
                "usage",
                given == 0
                    ? "there is no data to measure; name a file, files a split (--train, --validation, --test), or a "
                        + "version (--data, --project, --version)"
                    : "a file, files a split and a version of a project exclude each other; give one of them")
        }
        if let file { return try DataFiles.load(file, roles: roles, reference: reference) }
        if !splits.files.isEmpty { return try DataFiles.load(splits.files, roles: roles, reference: reference) }
        guard roles == ColumnRoles(), reference == nil else {
            throw CommandFailure(
                "usage",
                "the columns of a version are known; leave --label, --text, --id, --group, --time and --reference "
                    + "out")
        }
        return try await frozen.input()
    }

    private func settings() throws -> MeasureSettings {
        var chosen: Set<String>?
        if let checks {
            chosen = []
            for part in checks.split(separator: ",", omittingEmptySubsequences: false).map({
                String($0.drop { $0 == " " })
            }) {
                let found = Measures.checkIDs(matching: part)
                guard !found.isEmpty else {
                    throw CommandFailure(
                        "usage",
                        "--checks: there is no check '\(part)'; the checks are: "
                            + Measures.checkIDs.joined(separator: ", "))
                }
                chosen?.formUnion(found)
            }
        }
        if let threads, threads < 1 {
            throw CommandFailure("usage", "--threads: \(threads) is too few; give 1 or more")
        }
        if let threads, threads > 1024 {
            throw CommandFailure("usage", "--threads: \(threads) is too many; give 1024 or fewer")
        }
        guard examples >= 0 else { throw CommandFailure("usage", "--examples: \(examples) is too few; give 0 or more") }
        return MeasureSettings(
            checks: chosen, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, exampleLimit: examples)
    }

    private func gate() throws -> Gate {
        do {
            return try Gate(parsing: failOn)
        } catch {
            throw CommandFailure("usage", "--fail-on: \(error)")
        }
    }

    /// A report must not replace the data it is about.
    private func checkOutputs() throws {
        let inputs = Set(([file, reference] + splits.files.map(\.path)).compactMap { $0.map(Self.resolved) })
        for (option, path) in [("--json", json), ("--html", html), ("--markdown", markdown)] {
            guard let path, inputs.contains(Self.resolved(path)) else { continue }
            throw CommandFailure("usage", "\(option): \(path) is the data itself; name another file")
        }
    }

    private static func resolved(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
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

/// A file a split.
struct SplitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The rows to learn from.", valueName: "file"))
    var train: String?

    @Option(help: ArgumentHelp("The rows to choose by.", valueName: "file"))
    var validation: String?

    @Option(help: ArgumentHelp("The rows to judge by.", valueName: "file"))
    var test: String?

    var files: [(split: String, path: String)] {
        [("train", train), ("validation", validation), ("test", test)].compactMap { split, path in
            path.map { (split, $0) }
        }
    }
}

/// A frozen version of a project.
struct FrozenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder of quorum serve.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "PostgreSQL database, if the server uses one; or name it in QUORUM_DATABASE.", valueName: "url"))
    var database: String?

    @Option(help: "Name or number of the project.")
    var project: String?

    @Option(help: "Name (v1) or digest of the version.")
    var version: String?

    var isGiven: Bool { data != nil || database != nil || project != nil || version != nil }

    func input() async throws -> MeasureInput {
        guard let data, let project, let version else {
            throw CommandFailure("usage", "a version of a project takes --data, --project and --version together")
        }
        let store = try await DataFolder(path: data, database: database).openStore()
        let frozen = try await store.version(version, ofProject: project)
        let table = try await VersionTable.load(frozen.id, from: store)
        await store.close()
        return MeasureInput(table)
    }
}
