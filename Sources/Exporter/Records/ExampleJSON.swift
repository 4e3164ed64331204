internal import QuorumCore

extension JSONText {
    /// The columns of an example but for the recording itself.
    mutating func members(of example: Example, kind: TaskKind) {
        if let passage = example.passage { member(kind.passageColumn, passage.text) }
        if let pair = example.passage?.pair {
            member("a", pair.a)
            member("b", pair.b)
        }
        switch kind.answerType {
        case .text: member(kind.answerColumn, example.label.label)
        // Their stored form is JSON.
        case .number, .labels, .spans: member(kind.answerColumn, json: example.label.label)
        }
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
