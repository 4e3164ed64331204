/// How many numbers have the form of one that is checked, how many of them are right, and how many would be by chance.
struct FormTally: Sendable {
    private(set) var seen = 0
    private(set) var right = 0
    private(set) var byChance = 0.0
    /// Numbers that have no check digits, so that chance says nothing of them.
    private(set) var byFormAlone = 0
    private var variance = 0.0

    /// - Parameter chance: the share of random characters of that form that are right; nil where no check digits tell.
    mutating func add(isRight: Bool, chance: Double?) {
        guard let chance else {
            if isRight { byFormAlone += 1 }
            return
        }
        seen += 1
        if isRight { right += 1 }
        byChance += chance
        variance += chance * (1 - chance)
    }

    /// - Parameter times: how often what `other` counts is there.
    mutating func add(_ other: FormTally, times: Int = 1) {
        seen += other.seen * times
        right += other.right * times
        byChance += other.byChance * Double(times)
        byFormAlone += other.byFormAlone * times
        variance += other.variance * Double(times)
    }

    /// Right ones that chance does not explain: those beyond three standard deviations above its mean.
    var excess: Double { max(0, Double(right) - byChance - 3 * variance.squareRoot()) }
}
