import ArgumentParser
import LabelServer
import MediaStorage
import QuorumCore

/// `quorum media claim`: says whose the files are.
struct MediaClaimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Mark the files of a service as its own.",
        discussion: """
            Needed where files are marked as another's: after a restore that takes the place of the service that was \
            backed up, which must be stopped for good; and where files lie that nobody marked and this database does not \
            know; and where the mark cannot be read. Workers then remove what it does not know, a day later at the \
            earliest.
            """)

    @OptionGroup var options: MediaCommand.Options

    @Flag(help: "Do it; without this, only say whose they are.")
    var yes = false

    func run() async throws {
        try await options.run { store, media in
            let owner = try await options.owner(store, media)
            let finding = try await owner.inspect()
            let strays = try await MediaSurvey(store, media).strays.count
            let isDone = yes && finding != .own
            if isDone { try await owner.take() }
            let outcome = Outcome(finding, media: media.name, strays: strays, isDone: isDone)
            print(options.json ? try CommandOutput.json(outcome) : outcome.text)
        }
    }

    private struct Outcome: Encodable {
        let media: String
        /// Before.
        let owner: String
        let deployment: String?
        let at: String?
        let strays: Int
        let claimed: Bool

        init(_ finding: MediaOwner.Finding, media: String, strays: Int, isDone: Bool) {
            self.media = media
            self.strays = strays
            claimed = isDone
            switch finding {
            case .own: (owner, deployment, at) = ("own", nil, nil)
            case .unmarked: (owner, deployment, at) = ("none", nil, nil)
            case .unreadable: (owner, deployment, at) = ("unreadable", nil, nil)
            case .foreign(let mark):
                (owner, deployment, at) = (mark.isContested ? "contested" : "other", mark.deployment, mark.at)
            }
        }

        var text: String {
            let unknown = "\(strays) of them are not known to this database"
            if owner == "own" { return "The files in \(media) are this service's own already; \(unknown)." }
            let whose =
                switch owner {
                case "none": "nobody's yet"
                case "unreadable": "marked in a way that this version cannot read"
                case "contested": "two services', one a copy of the other"
                default: "another service's (\(deployment ?? ""))"
                }
            let before = "The files in \(media) \(claimed ? "were" : "are") \(whose)\(at.map { ", since \($0)" } ?? "")"
            return claimed
                ? "\(before); now they are this service's own. \(unknown), and removed a day from now at the earliest."
                : "\(before); \(unknown). Stop every other service that uses them, then say --yes to take them."
        }
    }
}
