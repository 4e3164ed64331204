/// Numbers as categories, where so many rows have each that what it says of a label can be learned: of an identifier or a
/// class that is written as a number the order says nothing.
struct NumberCodes {
    /// The place of each number among the different ones in rising order; -1 for not-a-number.
    let codes: [Int32]
    let count: Int

    /// Of each value on average.
    private static let fewestRows = 5
    /// Numbers with decimals are measurements if there are more of them; rows that recur would tell their labels.
    private static let mostReals = 50

    /// nil where values are too many, or decimals.
    ///
    /// - Complexity: O(*n*).
    init?(_ numbers: [Double]) {
        let present = numbers.indices.filter { !numbers[$0].isNaN }
        var codes = [Int32](repeating: -1, count: numbers.count)
        var count: Int32 = 0
        var last = Double.nan
        var areWhole = true
        for place in RadixSort.order(present.map { SortKey.of(numbers[$0]) }) {
            let row = present[Int(place)]
            if numbers[row] != last {
                last = numbers[row]
                count += 1
                areWhole = areWhole && last == last.rounded()
            }
            codes[row] = count - 1
        }
        guard count > 0, Int(count) * Self.fewestRows <= present.count, areWhole || count <= Self.mostReals else {
            return nil
        }
        self.codes = codes
        self.count = Int(count)
    }
}
