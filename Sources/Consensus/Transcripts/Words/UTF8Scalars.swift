enum UTF8Scalars {
    /// The scalar that starts at a byte of valid UTF-8, and how many bytes it has.
    static func scalar(of text: UnsafeBufferPointer<UInt8>, at start: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = UInt32(text[start])
        let (length, bits): (Int, UInt32) =
            switch first {
            case ..<0x80: (1, first)
            case ..<0xE0: (2, first & 0x1F)
            case ..<0xF0: (3, first & 0x0F)
            default: (4, first & 0x07)
            }
        var value = bits
        for byte in text[(start + 1)..<(start + length)] { value = value << 6 | UInt32(byte & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
