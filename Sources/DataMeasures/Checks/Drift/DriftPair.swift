internal import TableIO

/// Two sets of rows of which the second is expected to be like the first.
struct DriftPair {
    let base: String
    let other: String
    let baseTable: Table
    let otherTable: Table
    /// nil for the reference.
    let baseSplit: Int?
    let otherSplit: Int

    var tables: [Table] { [baseTable, otherTable] }

    var reported: [ReportValue.Member] {
        [.init(name: "from", value: .text(base)), .init(name: "to", value: .text(other))]
    }
}

extension MeasuredData {
    /// The training split with each other split, and the reference with each split; without empty ones.
    var driftPairs: [DriftPair] {
        let train = splits[trainingSplit]
        var pairs = splits.indices.filter { $0 != trainingSplit }.map { split in
            DriftPair(
                base: train.name, other: splits[split].name, baseTable: train.table, otherTable: splits[split].table,
                baseSplit: trainingSplit, otherSplit: split)
        }
        if let reference = input.reference {
            pairs += splits.enumerated().map { split, own in
                DriftPair(
                    base: reference.name, other: own.name, baseTable: reference.table, otherTable: own.table,
                    baseSplit: nil, otherSplit: split)
            }
        }
        return pairs.filter { $0.baseTable.rowCount > 0 && $0.otherTable.rowCount > 0 }
    }

    var reasonForNoDrift: String { "there is only one split and no reference" }
}
