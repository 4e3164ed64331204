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
            know. Workers then remove what it does not know, once that is older than a day.
            """)

    @OptionGroup var options: MediaCommand.Options

    @Flag(help: "Do it; without this, only say whose they are.")
    var yes = false

    func run() async throws {
        try await options.run { store, media in
            let owner = try await options.owner(store, media)
            let finding = try await owner.inspect()
            let strays = try await MediaSurvey(store, media).strays.count
            if yes { try await owner.take() }
            let outcome = Outcome(finding, media: media.name, strays: strays, isDone: yes)
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
            case .foreign(let mark):
                (owner, deployment, at) = (mark.isContested ? "contested" : "other", mark.deployment, mark.at)
            }
        }

        var text: String {
            let whose =
                switch owner {
                case "own": "this service's own"
                case "none": "nobody's yet"
                case "contested": "two services', one a copy of the other"
                default: "another service's (\(deployment ?? ""))"
                }
            let before = "The files in \(media) \(claimed ? "were" : "are") \(whose)\(at.map { ", since \($0)" } ?? "")"
            let unknown = "\(strays) of them are not known to this database"
            return claimed
                ? "\(before); now they are this service's own. \(unknown), and removed once they are older than a day."
                : "\(before); \(unknown). Stop every other service that uses them, then say --yes to take them."
        }
    }
}
