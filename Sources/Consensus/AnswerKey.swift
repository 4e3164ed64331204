internal import Foundation
public import QuorumCore

/// The normalised form of an answer: two answers match when their keys are equal.
public enum AnswerKey {
    /// - Parameter normalisation: applies to transcripts; a chosen label is its own key.
    public static func key(for answer: String, kind: TaskKind, normalisation: TextNormalisation) -> String {
        switch kind {
        case .transcription: transcript(answer, normalisation: normalisation)
        case .classification: answer
        }
    }

    /// Unicode NFC always; then case, punctuation and white space as `normalisation` says.
    ///
    /// Hyphens and dashes separate words. Other punctuation vanishes, but for an apostrophe between two letters
    /// (typographic ones become `'`), a point or comma between two digits, marks that are read aloud (`%`, `&`, …), and
    /// square brackets: `[silence]` is not the word. Symbols such as `$` stay. An answer of punctuation alone keeps it.
    /// Characters that nobody sees, such as a zero-width space, never count.
    private static func transcript(_ answer: String, normalisation: TextNormalisation) -> String {
        let composed = answer.precomposedStringWithCanonicalMapping
        let cased = normalisation.contains(.ignoresCase) ? composed.lowercased() : composed
        var scalars = Array(cased.unicodeScalars).filter { !invisible.contains($0) }
        if normalisation.contains(.ignoresPunctuation) {
            let words = withoutPunctuation(scalars)
            if !words.allSatisfy(\.properties.isWhitespace) { scalars = words }
        }
        if normalisation.contains(.foldsWhiteSpace) { scalars = withFoldedWhiteSpace(scalars) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Soft hyphen, zero-width space, word joiner, byte order mark.
    private static let invisible: Set<Unicode.Scalar> = ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}"]

    private static func withoutPunctuation(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        kept.reserveCapacity(scalars.count)
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "'", "\u{2019}", "\u{02BC}":
                if let before, let after, before.properties.isAlphabetic, after.properties.isAlphabetic {
                    kept.append("'")
                }
            case ".", ",":
                if let before, let after, isDigit(before), isDigit(after) { kept.append(scalar) }
            case "[", "]", "%", "\u{2030}", "&", "@", "#", "\u{A7}": kept.append(scalar)
            default:
                switch scalar.properties.generalCategory {
                case .dashPunctuation: kept.append(" ")
                case .connectorPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                    .finalPunctuation, .otherPunctuation, .modifierSymbol:
                    break
                default: kept.append(scalar)
                }
            }
        }
        return kept
    }

    private static func withFoldedWhiteSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(scalars.count)
        var pending = false
        for scalar in scalars {
            if scalar.properties.isWhitespace {
                pending = !folded.isEmpty
            } else {
                if pending { folded.append(" ") }
                pending = false
                folded.append(scalar)
            }
        }
        return folded
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }
}
