import ArgumentParser
import AudioChunker
import Foundation
import Importer
import LabelServer
import LabelStore
import QuorumCore

/// `quorum import`: brings items, predictions and answers into a project.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring items to label, predictions of models and past answers into a project.",
        discussion: """
            FILE is CSV, TSV, JSONL, Parquet or Arrow with a header, or .json as Label Studio exports it.

            --as items: a row an item, with the columns text (a and b of pairs), and where there are such id, group \
            (what must not cross splits), prediction, score, scores and model.
            --as predictions: a row what a model says of an item: id (or task, its number), label, and where there are \
            such score (0 to 1), scores ({"yes": 0.9, "no": 0.1}) and model.
            --as annotations: a row somebody's answer: id (or task), annotator, label, and where there is such at.
            --as gold: a row the right answer of an item: id (or task), label. Such tasks try people, and stay out of \
            the data.
            Label Studio's JSON holds all three; --as is not needed.

            Every row is checked before anything is imported. Items are known by their id, or by their content where \
            they have none: what is there already is left as it is, so a file may be imported again. Annotators are the \
            members of the project of that name; others get an account that nobody can log in to.
            """)

    @OptionGroup var columns: ImportColumnOptions

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @OptionGroup var place: DataFolderOptions

    @Option(help: "Name or number of the project.")
    var project: String

    @Option(
        name: .customLong("as"),
        help: "What the rows say: \(ImportSubject.allCases.map(\.rawValue).joined(separator: ", ")).")
    var subject = ImportSubject.items

    @Option(
        help: ArgumentHelp(
            "\(ImportFormat.names.joined(separator: ", ")); left out, by the file's name.", valueName: "format"),
        transform: ImportCommand.format)
    var format: ImportFormat?

    @Option(help: ArgumentHelp("Whose predictions they are, where no column says so.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Whose account the answers of a name belong to; may be repeated.", valueName: "name=account"))
    var user: [String] = []

    @Option(help: ArgumentHelp("What the file is called in the project.", valueName: "name"))
    var name: String?

    // How a server runs it on a table from outside.
    @Option(help: .hidden)
    var actor: Int64?

    @Option(help: .hidden)
    var limitMemory: UInt64?

    @Option(help: .hidden)
    var limitCPU: UInt64?

    @Flag(help: "Check every row, and change nothing.")
    var dryRun = false

    @Flag(help: "Print the outcome, or the error, as JSON.")
    var json = false

    func run() async throws {
        let meter = ProgressLine(json ? .none : .inPlace)
        do {
            try ResourceLimits(memory: limitMemory, processorSeconds: limitCPU).apply()
            let settings = ImportSettings(subject, columns: columns.names, model: model, users: try users())
            try await place.folder.withStore { store in
                try await run(Importer(into: try await store.project(described: project), of: store, settings), meter)
            }
        } catch {
            meter.clear()
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }

    private func run(_ importer: Importer, _ meter: ProgressLine) async throws {
        for file in files {
            meter.begin()
            if dryRun {
                let rows = try await importer.check(file, format)
                print(json ? try CommandOutput.json(Check(file: file, rows: rows)) : "\(file): \(rows) rows, all fit")
                continue
            }
            let counts = try await importer.add(
                file, format, name: name, by: actor.map(UserID.init), now: { .now }, progress: meter.show)
            meter.clear()
            print(json ? try CommandOutput.json(Outcome(file: file, counts)) : "\(file): \(counts.words)")
        }
    }

    private static func format(_ name: String) throws -> ImportFormat {
        guard let format = ImportFormat(name: name) else {
            throw ValidationError("--format: \"\(name)\" is not one of \(ImportFormat.names.joined(separator: ", "))")
        }
        return format
    }

    private func users() throws -> [String: String] {
        var users: [String: String] = [:]
        for pair in user {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else {
                throw CommandFailure("usage", "--user \"\(pair)\": write NAME=ACCOUNT, such as ann@example.com=ann")
            }
            users[sides[0]] = sides[1]
        }
        return users
    }

    private struct Check: Encodable {
        let file: String
        let rows: Int
    }

    private struct Outcome: Encodable {
        let file: String
        let items, itemsPresent, predictions, predictionsPresent, annotations, annotationsPresent, gold,
            goldPresent: Int
        let people, settled: Int

        init(file: String, _ counts: ImportCounts) {
            self.file = file
            items = counts.items
            itemsPresent = counts.itemsPresent
            predictions = counts.predictions
            predictionsPresent = counts.predictionsPresent
            annotations = counts.annotations
            annotationsPresent = counts.annotationsPresent
            gold = counts.gold
            goldPresent = counts.goldPresent
            people = counts.people
            settled = counts.settled
        }

        enum CodingKeys: String, CodingKey {
            case file, items, predictions, annotations, gold, people, settled
            case goldPresent = "gold_present"
            case itemsPresent = "items_present"
            case predictionsPresent = "predictions_present"
            case annotationsPresent = "annotations_present"
        }
    }
}

extension ImportSubject: ExpressibleByArgument {}

extension ImportCounts {
    /// For a person.
    fileprivate var words: String {
        var parts: [String] = []
        for (new, present, what) in [
            (items, itemsPresent, "items"), (predictions, predictionsPresent, "predictions"),
            (annotations, annotationsPresent, "answers"), (gold, goldPresent, "gold answers"),
        ] where new + present > 0 {
            parts.append("\(new) \(what) added" + (present > 0 ? ", \(present) there already" : ""))
        }
        if people > 0 { parts.append("\(people) accounts made for people without one") }
        if settled > 0 { parts.append("\(settled) tasks settled") }
        return parts.isEmpty ? "nothing to add" : parts.joined(separator: "; ")
    }
}
