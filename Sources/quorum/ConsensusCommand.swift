import ArgumentParser
import Consensus
import DataMeasures
import Foundation
import QuorumCore

/// `quorum consensus`: one label a task from the votes of several people.
struct ConsensusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus",
        abstract: "Make one label of several people's votes, and say how far it can be relied on.",
        discussion: """
            VOTES is CSV, TSV, JSONL, Parquet or Arrow with the columns task, worker and label. FILE gets a row a task: \
            task, label, support (votes for the label), votes, agreement (support / votes) and confidence (the method's \
            own, 0 to 1), by the tasks' names.

              quorum consensus votes.csv --out labels.csv --method dawid-skene --gold gold.csv --json report.json

            Of several votes of one worker on one task, the last counts. Where labels are tied, the first by its bytes \
            is written, and the report names them all.

            majority: most votes. weighted-majority: most weight (--weights). wawa: a majority weighed by how much a \
            worker agrees with it. dawid-skene: an error matrix a worker. one-coin: one accuracy a worker. mace: a \
            worker knows the label or answers by habit. glad: able workers and easy tasks.

            For transcripts, scored by word and character error rates: rover votes on each word, weighted-rover weighs \
            each vote by how reliable its worker has proved, classic-rover is the published form, wer-medoid takes the \
            answer nearest to all others. --policy settles them word by word, as a project does, unless --match says \
            answer.
            """)

    @Argument(help: ArgumentHelp("The votes.", valueName: "votes"))
    var votes: String

    @Option(help: ArgumentHelp("The CSV to write; it is written whole or not at all.", valueName: "file"))
    var out: String

    @Option(
        help: ArgumentHelp(
            "Also count which tasks this quorum settles, such as 4/7: four matching votes of at most seven, in the "
                + "order of the file. It changes no label.", valueName: "agree/max"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "What has to match for --policy: answer, whole answers; or word, each word of a transcript by itself, though "
                + "no two whole answers match. Left out, word for methods that compare words, else answer.",
            valueName: "answer|word"))
    var match: String?

    @Option(help: "How the label is decided.")
    var method = ConsensusMethod.voting(.majority)

    @Option(
        help: ArgumentHelp(
            "What each worker's vote weighs, for weighted-majority: columns worker and weight.", valueName: "file"))
    var weights: String?

    @Option(
        help: ArgumentHelp("Tasks whose right label is known, to score by: columns task and label.", valueName: "file"))
    var gold: String?

    @Option(
        help: ArgumentHelp(
            "What does not count when transcripts are matched and scored: none, or some of "
                + TextNormalisation.allNames.joined(separator: ", ")
                + ", with commas between; left out, case, punctuation and space when they are matched (and spelling "
                + "when --policy matches words), case when they are scored.", valueName: "list"))
    var normalise: String?

    @Option(
        help: ArgumentHelp(
            "Write counts, ties, agreement and each worker's reliability as JSON; - for the output.",
            valueName: "file"))
    var json: String?

    func run() throws {
        do {
            let normalisation = try parsedNormalisation()
            let policy = try parsedPolicy(normalisation)
            try checkOptions()
            try checkFiles()
            let clock = ContinuousClock()
            let start = clock.now
            let votes = try VoteTable(reading: self.votes)
            let gold = try gold.map { try GoldLabels(reading: $0) }
            let read = clock.now
            var (report, workers) = try decide(votes, normalisation)
            let decided = clock.now
            report.policy = policy.map { policy in
                (policy, QuorumVerdicts(votes, policy: policy, transcripts: method.isForTranscripts))
            }
            if let gold { try report.score(with: gold) }
            let timing = "Read in \(Self.seconds(read - start)), decided in \(Self.seconds(decided - read))"
            try write(report, timing) { workers(gold) }
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json == "-")
        }
    }

    /// The labels, and what to call for what is known of the workers, which takes longer than the rest.
    private func decide(
        _ votes: VoteTable, _ normalisation: TextNormalisation?
    ) throws -> (ConsensusReport, (GoldLabels?) -> WorkerFindings) {
        switch method {
        case .voting(let voting):
            let aggregate = try aggregate(votes, voting)
            let table = ConsensusTable(
                votes, aggregate.posteriors, threads: ProcessInfo.processInfo.activeProcessorCount)
            var report = ConsensusReport(method: method.name, table: table, votes: votes)
            if aggregate.rounds > 0 { report.rounds = (aggregate.rounds, aggregate.hasConverged) }
            return (report, { WorkerFindings(votes, aggregate, gold: $0) })
        case .transcripts(let transcripts):
            let matched = normalisation ?? .standard
            let aggregate = transcripts.aggregate(votes.coded, texts: votes.answers, normalisation: matched)
            let table = ConsensusTable(votes, aggregate.consensus)
            var report = ConsensusReport(method: method.name, table: table, votes: votes)
            report.transcripts = (matched, normalisation ?? .ignoresCase)
            return (report, { _ in WorkerFindings(votes, aggregate) })
        }
    }

    private func aggregate(_ votes: VoteTable, _ voting: VotingMethod) throws -> Aggregate {
        do {
            return try voting.aggregate(
                votes.coded, weights: try weights.map { try WorkerWeights.read($0, for: votes) } ?? [])
        } catch let error as AggregationError {
            throw CommandFailure("too_large", "\(self.votes): \(error)", path: self.votes)
        }
    }

    private func parsedPolicy(_ normalisation: TextNormalisation?) throws -> QuorumPolicy? {
        let match = try parsedMatch()
        do {
            return try policy.map { policy in
                try QuorumPolicy(
                    parsing: policy, match: match,
                    normalisation: normalisation ?? (match == .word ? .standardForWords : .standard))
            }
        } catch {
            throw CommandFailure("usage", "--policy: \(error)")
        }
    }

    private func parsedMatch() throws -> QuorumMatch {
        guard let match else { return method.isForTranscripts ? .word : .answer }
        guard policy != nil else {
            throw CommandFailure(
                "usage", "--match says what has to match for --policy; leave it out, or add a policy such as 4/7")
        }
        switch QuorumMatch(rawValue: match) {
        case .answer: return .answer
        case .word where method.isForTranscripts: return .word
        case .word:
            throw CommandFailure(
                "usage",
                "--match word is for methods that compare words; leave it out, or name one of "
                    + Self.transcriptMethods)
        default: throw CommandFailure("usage", "--match: '\(match)' is neither answer nor word")
        }
    }

    private static let transcriptMethods = TranscriptMethod.allCases.map(\.rawValue).joined(separator: ", ")

    private func parsedNormalisation() throws -> TextNormalisation? {
        guard let normalise else { return nil }
        guard let normalisation = TextNormalisation(names: normalise) else {
            throw CommandFailure(
                "usage",
                "--normalise: '\(normalise)' is not none, nor a list of "
                    + TextNormalisation.allNames.joined(separator: ", "))
        }
        return normalisation
    }

    /// Options that only some methods take.
    private func checkOptions() throws {
        guard normalise == nil || method.isForTranscripts else {
            throw CommandFailure(
                "usage",
                "--normalise is for methods that compare words; leave it out, or name one of "
                    + Self.transcriptMethods)
        }
        guard (weights != nil) == (method == .voting(.weightedMajority)) else {
            throw CommandFailure(
                "usage",
                weights == nil
                    ? "--method weighted-majority needs --weights: a file with the columns worker and weight; wawa "
                        + "finds weights by itself"
                    : "--weights is for --method weighted-majority alone; leave it out, or name that method")
        }
    }

    /// Outputs must not replace inputs, nor each other.
    private func checkFiles() throws {
        var taken: [String: String] = [:]
        for (name, path) in [("the votes", votes), ("--gold", gold), ("--weights", weights)] {
            if let path { taken[Self.resolved(path)] = name }
        }
        for (name, path) in [("--out", out), ("--json", json == "-" ? nil : json)] {
            guard let path, !path.hasPrefix("/dev/") else { continue }
            if let other = taken.updateValue(name, forKey: Self.resolved(path)) {
                throw CommandFailure("usage", "\(name): \(path) is \(other) too; name another file")
            }
        }
        let format = URL(filePath: out).pathExtension.lowercased()
        if ["tsv", "jsonl", "ndjson", "json", "parquet", "arrow"].contains(format) {
            throw CommandFailure("usage", "--out: \(out) would hold CSV; name it .csv")
        }
    }

    private static func resolved(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    private static func seconds(_ duration: Duration) -> String {
        duration.formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 3)))
    }

    private func write(_ report: ConsensusReport, _ timing: String, workers: () -> WorkerFindings) throws {
        let document = json.map { _ in report.value(workers: workers()).json() }
        try WholeFile.write(report.table.csv(), to: out)
        if let document, json == "-" {
            FileHandle.standardOutput.write(Data(document))
            return
        }
        if let document, let json { try WholeFile.write(document, to: json) }
        print(report.text, terminator: "")
        print(timing)
        for path in [out, json].compactMap({ $0 }) { print("Wrote \(path)") }
    }
}
