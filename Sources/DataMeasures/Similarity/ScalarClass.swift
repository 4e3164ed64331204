/// What scalars beyond ASCII are to the words of shingles.
enum ScalarClass {
    static let separator: UInt8 = 0
    static let word: UInt8 = 1
    /// Of a word, with a lower-case form of its own.
    static let cased: UInt8 = 2
    /// A word by itself: of scripts that put no spaces between words.
    static let alone: UInt8 = 3
    /// Added to a class where NFC may change the scalar or join it with the one before.
    static let unstable: UInt8 = 0x80

    /// The classes of the Basic Multilingual Plane.
    static let basicPlane: [UInt8] = (0..<0x10000).map { Unicode.Scalar($0).map(of) ?? separator }

    static func of(_ scalar: Unicode.Scalar) -> UInt8 {
        let properties = scalar.properties
        let kind: UInt8
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .connectorPunctuation:
            kind = isUnspaced(scalar.value) ? alone : properties.changesWhenLowercased ? cased : word
        case .nonspacingMark, .spacingMark, .enclosingMark:
            return word | unstable
        default: return separator
        }
        return mayChange(scalar.value) ? kind | unstable : kind
    }

    private static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E00..<0x0F00, 0x1000..<0x10A0, 0x1780..<0x1800, 0x3040..<0x3100, 0x3400..<0x4DC0, 0x4E00..<0xA000,
            0xF900..<0xFB00, 0x20000..<0x40000:
            true
        default: false
        }
    }

    /// Letters with decompositions that NFC does not undo, and those that compose with what stands before them.
    private static func mayChange(_ value: UInt32) -> Bool {
        switch value {
        case 0x0340..<0x0345, 0x0374, 0x0900..<0x1200, 0x1F00..<0x2000, 0x2126, 0x212A, 0x212B, 0xF900..<0xFB50,
            0x11000..<0x12000, 0x2F800..<0x2FA20:
            true
        default: false
        }
    }
}
