import ArgumentParser
import DataMeasures
import Foundation

/// Files a split.
struct SplitOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The rows to learn from: files, patterns or folders.", valueName: "files"))
    var train: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("The rows to choose by.", valueName: "files"))
    var validation: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("The rows to judge by.", valueName: "files"))
    var test: [String] = []

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("Which of the configurations that a folder's README.md lists.", valueName: "name"))
    var configuration: String?

    var files: [(split: String, paths: [String])] {
        [(split: "train", paths: train), ("validation", validation), ("test", test)].filter { !$0.paths.isEmpty }
    }
}

/// What the columns are, and what they are compared with.
struct ColumnOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Rows the data is compared with: texts that must not be in it, such as a benchmark's, and columns that it "
                + "should be like, such as an earlier month's.",
            valueName: "file"))
    var reference: String?

    @Option(
        help: ArgumentHelp(
            "The column that says which split a row is in, where one file holds them all.", valueName: "column"))
    var split: String?

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
            "A column that people must not be treated differently for, such as their sex; may be given several times.",
            valueName: "column"))
    var protected: [String] = []

    @Option(
        help: ArgumentHelp(
            "The column with the recordings or their paths, which count from the file that names them.",
            valueName: "column"))
    var audio: String?

    @Option(
        help: ArgumentHelp(
            "Columns of a model's probabilities, one a label, are named so with the label after it.",
            valueName: "prefix"))
    var probabilities: String?

    var roles: ColumnRoles {
        ColumnRoles(
            label: label.map { ColumnRoles.Role($0) }, text: text.map { ColumnRoles.Role($0) },
            id: id.map { ColumnRoles.Role($0) }, groups: group.map { ColumnRoles.Role($0) },
            time: time.map { ColumnRoles.Role($0) }, protected: protected.map { ColumnRoles.Role($0) },
            probabilities: probabilities, audio: audio.map { ColumnRoles.Role($0) },
            split: split.map { ColumnRoles.Role($0) })
    }
}

/// Which checks run, and how they judge.
struct JudgementOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The checks to run, with commas between; a family such as leakage is all of it.", valueName: "list"))
    var checks: String?

    @Option(
        help: ArgumentHelp(
            "A YAML file of figures from which on checks warn or fail, in place of the standard ones.",
            valueName: "file"))
    var thresholds: String?

    @Option(
        help: ArgumentHelp(
            "Identity terms whose company in texts is compared, a line each; English ones by default.",
            valueName: "file"))
    var terms: String?

    @Option(
        help: ArgumentHelp(
            "More unsafe words and phrases, lines of the form 'category: term'.", valueName: "file"))
    var lexicon: String?

    @Option(help: ArgumentHelp("Rows or pairs shown of each finding.", valueName: "n"))
    var examples = 10

    @Option(help: ArgumentHelp("Threads to use; all processors by default.", valueName: "n"))
    var threads: Int?

    /// - Parameter memory: bytes of memory there are; nil for no bound.
    func settings(memory: Int?) throws -> MeasureSettings {
        if let threads, threads < 1 {
            throw CommandFailure("usage", "--threads: \(threads) is too few; give 1 or more")
        }
        if let threads, threads > 1024 {
            throw CommandFailure("usage", "--threads: \(threads) is too many; give 1024 or fewer")
        }
        guard examples >= 0 else { throw CommandFailure("usage", "--examples: \(examples) is too few; give 0 or more") }
        return MeasureSettings(
            checks: try chosen(), threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
            memory: memory, exampleLimit: examples,
            thresholds: try thresholds.map { try ThresholdFile.read($0) } ?? [:],
            identityTerms: try terms.map { try WordLists.terms($0) },
            lexicon: try lexicon.map { try WordLists.lexicon($0) } ?? [:], audio: AudioFileReader())
    }

    private func chosen() throws -> Set<String>? {
        guard let checks else { return nil }
        var chosen: Set<String> = []
        for part in checks.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(part.drop { $0 == " " })
            let found = Measures.checkIDs(matching: name)
            guard !found.isEmpty else {
                throw CommandFailure(
                    "usage",
                    "--checks: there is no check '\(name)'; the checks are: "
                        + Measures.checkIDs.joined(separator: ", "))
            }
            chosen.formUnion(found)
        }
        return chosen
    }
}
