import DataMeasures
import Exporter
import QuorumCore

extension MeasureInput {
    /// A frozen version: its splits and recordings, with the votes behind its labels.
    ///
    /// - Parameter media: the folder of the recordings; nil where they are not at hand.
    init(_ version: VersionTable, media: String?) {
        let isTranscription = version.project.kind == .transcription
        // What both texts of a pair respond to may be empty.
        let asked = version.project.kind == .pairwise ? "a" : version.inputColumn
        let text = isTranscription ? version.answerColumn : asked
        self.init(
            splits: version.splits.map { split, table in
                let recordings = (version.mediaKeys[split] ?? []).map { key in
                    media.flatMap { folder in key.map { Recording.file(folder + "/" + $0) } }
                }
                let haveAny = recordings.contains { $0 != nil }
                return MeasureInput.Split(
                    name: split.rawValue, table: table, recordings: haveAny ? recordings : nil)
            },
            votes: Votes(
                table: version.votes, origin: "the version's votes, normalised as the project's quorum does",
                areTranscripts: isTranscription),
            roles: ColumnRoles(
                label: isTranscription ? nil : ColumnRoles.Role(version.answerColumn),
                text: text.map { ColumnRoles.Role($0) }, id: ColumnRoles.Role("id"),
                groups: [ColumnRoles.Role("group")], textIsAnswer: isTranscription),
            source: "project \"\(version.project.name)\", version \(version.version.name) (\(version.version.digest))",
            recordingsNote: media == nil ? "recordings are in another storage; measure an export of the version" : nil,
            comparisonNote: text == nil ? MeasureInput.rowsAreRecordings : nil,
            bookkeeping: ["source", "start", "end", "support", "votes", "agreement"])
    }
}
