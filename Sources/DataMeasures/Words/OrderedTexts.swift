internal import TableIO

/// The texts of a column in an order that their places in the file do not change, so that the first of them are a sample.
struct OrderedTexts: Sendable {
    let text: UTF8Column
    /// Of each row's normalised text; 0 where there is none.
    let hashes: [UInt64]
    /// The rows with a text: by its hash together with which of its copies it is.
    let order: [Int32]
    /// Of each row: an equal text stands in an earlier one.
    private let isCopy: [Bool]
    private let different: Int

    init(_ column: Column, threads: Int) {
        let text = column.asText()
        let parts = threads * 4
        let length = (column.count + parts - 1) / parts
        let pieces = parallelMap(parts, threads: threads) { part in
            var normalised: [UInt8] = []
            return text.withCells { cells in
                (min(part * length, column.count)..<min((part + 1) * length, column.count)).map { row -> UInt64 in
                    guard !column.isNull(row) else { return 0 }
                    normalised.removeAll(keepingCapacity: true)
                    TextNormaliser.append(cells[row], to: &normalised)
                    return normalised.withUnsafeBytes { ByteHash.hash($0, seed: 0) }
                }
            }
        }
        let hashes = pieces.flatMap { $0 }
        self.text = text
        self.hashes = hashes
        let rows = (0..<Int32(column.count)).filter { !column.isNull(Int($0)) }
        var isCopy = [Bool](repeating: false, count: column.count)
        let places = CanonicalOrder.places(rows.map { hashes[Int($0)] }) { isCopy[Int(rows[$0])] = true }
        order = places.map { rows[Int($0)] }
        different = rows.count - isCopy.count { $0 }
        self.isCopy = isCopy
    }

    /// How many texts there are.
    func count(distinct: Bool) -> Int { distinct ? different : order.count }

    /// The places in `order` of a sample.
    ///
    /// - Parameter distinct: equal texts count once.
    func places(_ most: Int, distinct: Bool) -> some Sequence<Int> {
        order.indices.lazy.filter { !distinct || !isCopy[Int(order[$0])] }.prefix(most)
    }
}
