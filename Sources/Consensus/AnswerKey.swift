public import QuorumCore

/// The normalised form of an answer: two answers match when their keys are equal.
public enum AnswerKey {
    /// - Parameter normalisation: applies to transcripts; every other answer is its own key as it is stored
    ///   (`CanonicalAnswer`).
    public static func key(for answer: String, kind: TaskKind, normalisation: TextNormalisation) -> String {
        switch kind {
        case .transcription: transcript(answer, normalisation: normalisation)
        case .classification, .multilabel, .rating, .span, .pairwise: answer
        }
    }

    /// Unicode NFC always; then case, punctuation, white space and the rest as `normalisation` says.
    ///
    /// Hyphens and dashes separate words. Other punctuation vanishes, but for an apostrophe between two letters
    /// (typographic ones become `'`), a point or comma between two digits, marks that are read aloud (`%`, `&`, …), and
    /// square brackets: `[silence]` is not the word. Symbols such as `$` stay. An answer of punctuation alone keeps it.
    /// Characters that nobody sees, such as a zero-width space, never count. Numerals and hesitations are words, so
    /// they are looked for only where white space is folded.
    private static func transcript(_ answer: String, normalisation: TextNormalisation) -> String {
        if normalisation.contains(.foldsWhiteSpace) {
            return TranscriptWords(answer, normalisation: normalisation).keys.joined(separator: " ")
        }
        var scalars = WordScalars.visible(answer, normalisation)
        if normalisation.contains(.ignoresPunctuation) {
            let words = WordScalars.withoutPunctuation(scalars)
            if !words.allSatisfy(\.properties.isWhitespace) { scalars = words }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
