/// How far people agree, beyond what chance would give.
///
/// Only items with two votes or more say anything about agreement; the others are left out of every coefficient.
/// A coefficient is nil where it is undefined: nothing to compare, or only one label in use.
public struct Agreement: Equatable, Sendable {
    /// Items with two votes or more.
    public let comparedItems: Int
    /// The votes on them.
    public let comparedVotes: Int
    /// Share of an item's pairs of votes that agree, averaged over the items.
    public let observed: Double?
    /// Fleiss (1971); where items have different numbers of votes, chance is the mean of the items' label shares and
    /// every item weighs the same (Gwet 2014), which is Fleiss' own formula when the numbers are equal.
    public let fleissKappa: Double?
    /// Krippendorff's alpha, labels being the same or not.
    public let nominalAlpha: Double?

    /// - Complexity: O(*n*) for *n* votes.
    public init(_ votes: CodedVotes) {
        var itemCounts = [Int32](repeating: 0, count: votes.labelCount)
        var labelTotals = [Int](repeating: 0, count: votes.labelCount)
        var labelShares = [Double](repeating: 0, count: votes.labelCount)
        var items = 0
        var total = 0
        var agreement = 0.0
        var disagreement = 0.0
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            let size = range.count
            guard size >= 2 else { continue }
            for vote in range { itemCounts[Int(votes.labels[vote])] += 1 }
            var squares = 0
            for vote in range {
                let label = Int(votes.labels[vote])
                let count = Int(itemCounts[label])
                guard count > 0 else { continue }
                itemCounts[label] = 0
                squares += count * count
                labelTotals[label] += count
                labelShares[label] += Double(count) / Double(size)
            }
            items += 1
            total += size
            agreement += Double(squares - size) / Double(size * (size - 1))
            disagreement += Double(size * size - squares) / Double(size - 1)
        }
        comparedItems = items
        comparedVotes = total
        guard items > 0 else {
            observed = nil
            fleissKappa = nil
            nominalAlpha = nil
            return
        }
        let mean = agreement / Double(items)
        observed = mean
        let chance = labelShares.reduce(0) { $0 + ($1 / Double(items)) * ($1 / Double(items)) }
        let isConstant = labelTotals.count { $0 > 0 } < 2
        fleissKappa = isConstant ? nil : (mean - chance) / (1 - chance)
        let size = Double(total)
        let expected = size * size - labelTotals.reduce(0) { $0 + Double($1) * Double($1) }
        nominalAlpha = isConstant ? nil : 1 - (size - 1) * disagreement / expected
    }
}
