import DataMeasures
import Exporter
import QuorumCore

extension MeasureInput {
    /// A frozen version: its splits, with the votes behind its labels.
    init(_ version: VersionTable) {
        let isTranscription = version.project.kind == .transcription
        // What both texts of a pair respond to may be empty.
        let asked = version.project.kind == .pairwise ? "a" : version.inputColumn
        let text = isTranscription ? version.answerColumn : asked
        self.init(
            splits: version.splits.map { MeasureInput.Split(name: $0.split.rawValue, table: $0.table) },
            votes: Votes(
                table: version.votes, origin: "the version's votes, normalised as the project's quorum does",
                areTranscripts: isTranscription),
            roles: ColumnRoles(
                label: isTranscription ? nil : ColumnRoles.Role(version.answerColumn),
                text: text.map { ColumnRoles.Role($0) }, id: ColumnRoles.Role("id"),
                groups: [ColumnRoles.Role("group")], textIsAnswer: isTranscription),
            source: "project \"\(version.project.name)\", version \(version.version.name) (\(version.version.digest))",
            comparisonNote: text == nil ? "the recordings themselves are not compared" : nil,
            bookkeeping: ["source", "start", "end", "support", "votes", "agreement"])
    }
}
