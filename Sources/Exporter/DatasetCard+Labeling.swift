internal import QuorumCore

extension DatasetCard {
    /// How the labels came to be.
    var labeling: String {
        var paragraphs = ["## Labeling", deciding.joined(separator: " ")]
        if annotators > 0 { paragraphs[1] += " " + agreeing }
        let guidelines = project.guidelines.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if guidelines.contains(where: { !$0.isEmpty }) {
            paragraphs.append("What the annotators were asked:")
            paragraphs.append(guidelines.map { "> \($0)" }.joined(separator: "\n"))
        }
        return paragraphs.joined(separator: "\n\n")
    }

    /// A sentence for each way in which labels were decided.
    private var deciding: [String] {
        var sentences: [String] = []
        if let count = survey.deciders[.quorum] {
            sentences.append(
                "\(share(count)) answered by people who do not see each other's answers. \(settling) (quorum policy "
                    + "\(project.policy)); \(matching).")
        }
        if let count = survey.deciders[.expert] {
            sentences.append(
                "\(share(count)) decided by an expert, one by one or with all answers that look alike, whatever the "
                    + "answers were.")
        }
        if let count = survey.deciders[.model] {
            sentences.append(
                "\(share(count)) labeled by a model whose answer a person accepted, alone or with others, before anyone "
                    + "else was asked.")
        }
        if let count = survey.deciders[.gold] {
            sentences.append(
                "\(share(count)) known beforehand, to test annotators by: the label is the right answer given.")
        }
        return sentences
    }

    private func share(_ count: Int) -> String {
        guard count < survey.rows else { return count == 1 ? "The example was" : "Every example was" }
        return "\(counted(count, "example")) (\(Self.percent(Double(count) / Double(survey.rows)))) "
            + (count == 1 ? "was" : "were")
    }

    private var agreeing: String {
        let counted = counted(annotators, "person", plural: "people")
        let start = survey.answered == survey.rows ? "On average" : "Where people answered, on average"
        let unanimous = Self.percent(Double(survey.unanimous) / Double(survey.answered))
        return """
            There are answers of \(counted). \(start) \(Self.percent(survey.meanAgreement)) of an example's answers match \
            \(matched); in \(unanimous) of the examples all do.
            """
    }

    private var settling: String {
        let (agree, most) = (project.policy.agree, project.policy.max)
        return switch project.policy.match {
        case .answer: "\(agree) matching answers of at most \(most) settle an example"
        case .word: "\(agree) matching votes for each word, of at most \(most) answers, settle an example"
        case .label: "\(agree) votes for or against each label, of at most \(most) answers, settle an example"
        case .median: "\(agree) ratings close together, of at most \(most), settle an example at their median"
        case .overlap: "\(agree) votes for or against each span, of at most \(most) answers, settle an example"
        }
    }

    private var matching: String {
        switch project.policy.match {
        case .answer, .word:
            project.kind == .transcription
                ? "they match when they are equal after \(normalisation)" : "they match when they are equal"
        case .label: "an answer without a label is a vote against it"
        case .median: "ratings are close together when they lie within \(project.policy.tolerance) of one another"
        case .overlap:
            "spans of one label match from an intersection over union of \(project.policy.overlap) on, and an answer "
                + "without a span is a vote against it"
        }
    }

    private var matched: String {
        switch project.policy.match {
        case .answer: "its label"
        case .word: "the weakest word of its label"
        case .label: "the weakest of its labels"
        case .median: "its rating"
        case .overlap: "the weakest of its spans"
        }
    }

    private var normalisation: String {
        let rules = [
            (TextNormalisation.ignoresCase, "case"), (.ignoresPunctuation, "punctuation"),
            (.foldsWhiteSpace, "white space"), (.foldsSpelling, "variants of spelling"),
            (.foldsCompatibility, "compatibility forms"), (.foldsLookalikes, "letters that look alike"),
            (.spellsNumerals, "the writing of numerals"), (.ignoresFillers, "hesitations"),
        ]
        let named = rules.filter { project.policy.normalisation.contains($0.0) }.map(\.1)
        return named.isEmpty ? "no normalisation" : "setting aside " + named.joined(separator: ", ")
    }
}
