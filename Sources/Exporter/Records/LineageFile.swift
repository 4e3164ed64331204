internal import DurableFiles
internal import LabelStore
internal import QuorumCore

/// `lineage.jsonl`: one line an example, from its place in a shard back to the file it was cut from.
struct LineageFile {
    static let fileName = "lineage.jsonl"

    private let file: OutputFile
    /// What every line tells alike, as JSON.
    private let version: String
    private let policy: String
    private var source: SourceText?
    private var line = JSONText()

    init(in folder: StagedFolder, project: Project, version: DatasetVersion) throws(ExportError) {
        file = try OutputFile(creating: folder.path + "/" + Self.fileName)
        self.version = JSONText.object {
            $0.member("project", project.name)
            $0.member("name", version.name)
            $0.member("digest", version.digest)
        }
        policy = project.policy.description
    }

    mutating func write(
        _ example: Example, at position: ShardPosition, votes: ArraySlice<VersionVote>,
        decisions: [Adjudication], prediction: Prediction?
    ) throws(ExportError) {
        let source = if let source, source.id == example.source.id { source } else { SourceText(example.source) }
        self.source = source
        line.removeAll()
        line.object { line in
            line.member("shard", position.shard)
            line.member("row", position.row)
            line.member("id", example.key)
            line.member("split", example.split.rawValue)
            line.member("version", json: version)
            line.object("consensus") { $0.members(of: example.label, policy: policy) }
            line.array("annotations") { line in
                for vote in votes { line.object { $0.members(of: vote, label: example.label) } }
            }
            line.array("adjudications") { line in
                for decision in decisions { line.object { $0.members(of: decision) } }
            }
            if let prediction { line.object("prediction") { $0.members(of: prediction) } }
            line.object("chunk") { $0.members(of: example.chunk) }
            line.object("source") { line in
                line.members(json: source.first)
                line.member("group", example.group)
                line.members(json: source.last)
            }
        }
        line.newline()
        try file.write(line.bytes)
    }

    func finish() throws(ExportError) -> Manifest.File {
        let digest = try file.finish()
        return Manifest.File(path: Self.fileName, bytes: digest.bytes, sha256: digest.sha256)
    }
}

extension JSONText {
    fileprivate mutating func members(of label: ConsensusLabel, policy: String) {
        member("task", label.task.value)
        member("label", label.label)
        member("key", label.key)
        member("support", label.support)
        member("votes", label.votes)
        member("agreement", label.agreement)
        member("method", label.method)
        member("policy", policy)
        member("decided_at", label.decidedAt.iso8601)
    }

    fileprivate mutating func members(of vote: VersionVote, label: ConsensusLabel) {
        member("id", vote.annotation.value)
        member("annotator", vote.annotator)
        member("answer", vote.answer)
        member("supports", vote.key == label.key)
    }

    fileprivate mutating func members(of prediction: Prediction) {
        member("id", prediction.id.value)
        member("model", prediction.model)
        if let score = prediction.score { member("score", score) }
    }

    fileprivate mutating func members(of decision: Adjudication) {
        member("id", decision.id.value)
        member("expert", "annotator-\(decision.expert)")
        member("label", decision.label)
        array("errors") { line in
            for error in decision.errors { line.string(error) }
        }
        member("decided_at", decision.createdAt.iso8601)
        if let group = decision.groupAct { member("group_act", group.value) }
    }

    fileprivate mutating func members(of chunk: Chunk) {
        member("id", chunk.id.value)
        member("ordinal", chunk.ordinal)
        switch chunk.content {
        case .audio(let span):
            member("sample_rate", span.sampleRate)
            member("start_sample", span.startSample)
            member("end_sample", span.endSample)
            member("start", span.start)
            member("end", span.end)
            member("cut", span.cut.rawValue)
        case .text(let span):
            member("start_byte", span.startByte)
            member("end_byte", span.endByte)
        }
    }

}

/// What is told of a source, as members of a JSON object; many examples one after another are of one.
private struct SourceText {
    let id: SourceID
    /// Before the example's group, and after it.
    let first: String
    let last: String

    init(_ source: Source) {
        id = source.id
        first = JSONText.members {
            $0.member("id", source.id.value)
            $0.member("filename", source.filename)
            $0.member("sha256", source.sha256)
            $0.member("bytes", source.bytes)
        }
        last = JSONText.members {
            $0.member("language", source.details.language)
            $0.member("licence", source.details.licence)
            $0.member("consent", source.details.consent)
        }
    }
}
