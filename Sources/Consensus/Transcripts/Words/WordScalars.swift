internal import Foundation
internal import QuorumCore

/// `AnswerKey`'s rule on Unicode scalars, for texts beyond ASCII; the one place that needs Foundation's normal forms.
enum WordScalars {
    /// Soft hyphen, zero-width space, word joiner, byte order mark.
    private static let invisible: Set<Unicode.Scalar> = ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}"]

    /// - Parameter strips: whether marks that do not count are dropped.
    static func normalised(_ text: String, _ normalisation: TextNormalisation, strips: Bool) -> String {
        let scalars = visible(text, normalisation)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: strips ? withoutPunctuation(scalars) : scalars)
        return String(view)
    }

    /// The scalars that count whatever becomes of punctuation, in normal form and case.
    static func visible(_ text: String, _ normalisation: TextNormalisation) -> [Unicode.Scalar] {
        let composed =
            normalisation.contains(.foldsCompatibility)
            ? text.precomposedStringWithCompatibilityMapping : text.precomposedStringWithCanonicalMapping
        var scalars = Array(composed.unicodeScalars)
        if normalisation.contains(.foldsLookalikes) { scalars = Lookalikes.folded(scalars) }
        if normalisation.contains(.ignoresCase) {
            scalars = scalars.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
        }
        return scalars.filter { !invisible.contains($0) }
    }

    static func withoutPunctuation(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
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

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }
}
