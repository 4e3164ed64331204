import ArgumentParser
import DataMeasures
import Foundation

/// `quorum search`: whether something is in a data set, and where.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find the examples of a data set that are nearest to a text, a recording or a row.",
        discussion: """
            Data is named as for quorum measure. Every row is compared:

              quorum search speech/ --for 'turn the lights off'
              quorum search --train train.parquet --test test.parquet --row test:17
              quorum search speech/ --sound found.mp3

            Ends with 0 when there is something alike, 1 when there is nothing, 2 when the data cannot be searched.
            """)

    @OptionGroup
    var data: DataOptions

    @Option(name: .customLong("for"), help: ArgumentHelp("A text to search for.", valueName: "text"))
    var wanted: String?

    @Option(help: ArgumentHelp("A recording to search for.", valueName: "file"))
    var sound: String?

    @Option(
        help: ArgumentHelp(
            "A row of the data to search for, as its split and its place in it from 0: by its text if it has one, else by "
                + "all columns.", valueName: "split:row"))
    var row: String?

    @Option(help: ArgumentHelp("The most examples to give.", valueName: "n"))
    var limit = 10

    @OptionGroup(title: "Memory")
    var memory: MemoryOptions

    @Flag(help: "Write JSON to the output.")
    var json = false

    func run() async throws {
        do {
            try memory.apply(json: json)
            guard limit > 0 else { throw CommandFailure("usage", "--limit: \(limit) is too few; give 1 or more") }
            let query = try query()
            let threads = ProcessInfo.processInfo.activeProcessorCount
            let input = try await data.input(threads: memory.memory == nil ? threads : 1)
            let settings = MeasureSettings(threads: threads, memory: memory.bytes, audio: AudioFileReader())
            let found = try NearestExamples(to: query, in: input, settings: settings, limit: limit)
            if json {
                FileHandle.standardOutput.write(Data(found.json()))
            } else {
                print(found.text(), terminator: "")
            }
            if found.examples.isEmpty { throw ExitCode(1) }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }

    private func query() throws -> NearestExamples.Query {
        switch (wanted, sound, row) {
        case (let text?, nil, nil): return .text(text)
        case (nil, let path?, nil): return .recording(path: path)
        case (nil, nil, let place?):
            guard let colon = place.lastIndex(of: ":"), let row = Int(place[place.index(after: colon)...]) else {
                throw CommandFailure("usage", "--row: '\(place)' is no split and row; write it as in train:17")
            }
            return .row(split: String(place[..<colon]), row: row)
        default:
            throw CommandFailure(
                "usage", "give one thing to search for: a text (--for), a recording (--sound) or a row (--row)")
        }
    }
}
