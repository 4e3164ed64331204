import QuorumCore
import Testing

/// What answers each kind of task takes, and the one form in which equal answers are stored.
@Suite struct AnswerSchemaTests {
    private let labels = ["speech", "music", "Geräusch, \"laut\""]

    private func canonical(
        _ kind: TaskKind, _ answer: String, of text: String? = nil, scale: RatingScale? = nil
    ) throws(AnswerError) -> String {
        try AnswerSchema(kind: kind, labels: labels, scale: scale).canonical(answer, of: text)
    }

    @Test func equalAnswersHaveOneForm() throws {
        #expect(try canonical(.multilabel, " [ \"speech\",\n\"music\" ] ") == #"["music","speech"]"#)
        #expect(try canonical(.multilabel, #"["Ger\u00e4usch, \"laut\""]"#) == #"["Geräusch, \"laut\""]"#)
        #expect(try canonical(.multilabel, "[]") == "[]")
        #expect(try canonical(.rating, "+4") == "4")
        #expect(try canonical(.pairwise, "tie") == "tie")
        let spans = #"[{"label":"music","end":9,"start":5},{"start":0,"end":4,"label":"speech"}]"#
        #expect(
            try canonical(.span, spans, of: "Ada 👩‍🚀 sings")
                == #"[{"start":0,"end":4,"label":"speech"},{"start":5,"end":9,"label":"music"}]"#)
        #expect(try canonical(.transcription, " as it is ") == " as it is ")
    }

    @Test(arguments: [
        (TaskKind.classification, "noise", "answer"), (.multilabel, "speech", "answer"),
        (.multilabel, #"["speech","noise"]"#, "answer.1"), (.multilabel, #"["speech","speech"]"#, "answer.1"),
        (.multilabel, #"{"speech":true}"#, "answer"), (.multilabel, #"["speech",]"#, "answer"),
        (.multilabel, #"["\ud800"]"#, "answer"), (.rating, "six", "answer"), (.rating, "6", "answer"),
        (.rating, "4.5", "answer"), (.pairwise, "A", "answer"), (.span, "Ada", "answer"),
        (.span, #"[{"start":0,"end":1}]"#, "answer"), (.span, #"[{"start":0,"end":1,"label":"x"}]"#, "answer.0.label"),
        (.span, #"[{"start":-1,"end":1,"label":"music"}]"#, "answer.0.start"),
        (.span, #"[{"start":1,"end":1,"label":"music"}]"#, "answer.0.end"),
        (.span, #"[{"start":1,"end":6,"label":"music"}]"#, "answer.0.end"),
        (.span, #"[{"start":1,"end":2,"label":"music"},{"start":1,"end":2,"label":"music"}]"#, "answer.1"),
    ])
    func whatIsNoAnswerIsNamed(kind: TaskKind, answer: String, field: String) {
        #expect {
            try canonical(kind, answer, of: "Ada s", scale: .standard)
        } throws: { ($0 as? AnswerError)?.field == field }
    }

    @Test func scalesHaveBounds() throws {
        #expect(try RatingScale(lowest: -2, highest: 2).points == -2...2)
        for (lowest, highest) in [(1, 1), (5, 1), (0, 101), (.min, .max)] {
            #expect(throws: RatingScaleError.self) { try RatingScale(lowest: lowest, highest: highest) }
        }
    }
}
