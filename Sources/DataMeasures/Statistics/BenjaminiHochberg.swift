/// Many tests at once: p-values adjusted so that of those below a level at most that share is false (Benjamini and
/// Hochberg 1995).
enum BenjaminiHochberg {
    /// - Returns: the adjusted p-values, in the order of `p`.
    static func adjusted(_ p: [Double]) -> [Double] {
        let falling = p.indices.sorted { p[$1] < p[$0] }
        var adjusted = p
        var least = 1.0
        for (place, index) in falling.enumerated() {
            least = min(least, p[index] * Double(p.count) / Double(p.count - place))
            adjusted[index] = least
        }
        return adjusted
    }
}
