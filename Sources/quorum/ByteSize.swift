/// Sizes as people write them: `800000000`, `800MB`, `1.5 GiB`, `2G`.
enum ByteSize {
    private static let units = ["K", "M", "G", "T"]

    /// nil where the text is no size, or one beyond an `Int`. `K`, `KB` are thousands, `KiB` 1024, and so on.
    static func bytes(_ text: String) -> Int? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        var unit = text.dropFirst(number.count).drop { $0 == " " }.uppercased()
        guard let value = Double(number) else { return nil }
        if unit.hasSuffix("B") { unit.removeLast() }
        let base: Double = unit.hasSuffix("I") ? 1024 : 1000
        if base == 1024 { unit.removeLast() }
        guard !unit.isEmpty || base == 1000 else { return nil }
        var size = value
        if !unit.isEmpty {
            guard let power = units.firstIndex(of: unit) else { return nil }
            for _ in 0...power { size *= base }
        }
        return Int(exactly: size.rounded())
    }
}
