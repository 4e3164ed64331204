internal import QuorumCore

extension JSONText {
    /// The columns of an example but for the recording itself.
    mutating func members(of example: Example, kind: TaskKind) {
        if let passage = example.passage { member(kind.passageColumn, passage.text) }
        member(kind.answerColumn, example.label.label)
        member("id", example.key)
        member("source", example.source.filename)
        member("group", example.group)
        switch example.chunk.content {
        case .audio(let span):
            member("start", span.start)
            member("end", span.end)
            member("sample_rate", span.sampleRate)
        case .text(let span):
            member("start", span.startByte)
            member("end", span.endByte)
        }
        member("agreement", example.label.agreement)
        member("support", example.label.support)
        member("votes", example.label.votes)
    }
}
