internal import DurableFiles
internal import LabelStore
internal import QuorumCore

/// `lineage.jsonl`: one line an example, from its place in a shard back to the file it was cut from.
struct LineageFile {
    static let fileName = "lineage.jsonl"

    private let file: OutputFile
    private let project: Project
    private let version: DatasetVersion
    private var line = JSONText()

    init(in folder: StagedFolder, project: Project, version: DatasetVersion) throws(ExportError) {
        file = try OutputFile(creating: folder.path + "/" + Self.fileName)
        self.project = project
        self.version = version
    }

    mutating func write(
        _ example: Example, at position: ShardPosition, votes: [VersionVote], decisions: [Adjudication] = [],
        prediction: Prediction? = nil
    ) throws(ExportError) {
        line.removeAll()
        line.object { line in
            line.member("shard", position.shard)
            line.member("row", position.row)
            line.member("id", example.key)
            line.member("split", example.split.rawValue)
            line.object("version") {
                $0.member("project", project.name)
                $0.member("name", version.name)
                $0.member("digest", version.digest)
            }
            line.object("consensus") { $0.members(of: example.label, policy: project.policy) }
            line.array("annotations") { line in
                for vote in votes { line.object { $0.members(of: vote, label: example.label) } }
            }
            line.array("adjudications") { line in
                for decision in decisions { line.object { $0.members(of: decision) } }
            }
            if let prediction { line.object("prediction") { $0.members(of: prediction) } }
            line.object("chunk") { $0.members(of: example.chunk) }
            line.object("source") { $0.members(of: example.source, group: example.group) }
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
    fileprivate mutating func members(of label: ConsensusLabel, policy: QuorumPolicy) {
        member("task", label.task.value)
        member("label", label.label)
        member("key", label.key)
        member("support", label.support)
        member("votes", label.votes)
        member("agreement", label.agreement)
        member("method", label.method)
        member("policy", policy.description)
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

    fileprivate mutating func members(of source: Source, group: String) {
        member("id", source.id.value)
        member("filename", source.filename)
        member("sha256", source.sha256)
        member("bytes", source.bytes)
        member("group", group)
        member("language", source.details.language)
        member("licence", source.details.licence)
        member("consent", source.details.consent)
    }
}
