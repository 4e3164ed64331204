internal import TableIO

/// What several checks need of the columns of all splits, worked out once.
final class SharedColumns {
    private let splits: [MeasureInput.Split]
    private let threads: Int
    private var codes: [String: ValueCodes] = [:]
    private var hashes: [Int: [UInt64]] = [:]
    private var orders: [Int: [Int32]] = [:]
    private var alike: [String: [Column]] = [:]

    init(_ splits: [MeasureInput.Split], threads: Int) {
        self.splits = splits
        self.threads = threads
    }

    func has(_ name: String) -> Bool { splits.allSatisfy { $0.table[name] != nil } }

    /// A column of the splits that have it, with numbers written alike.
    func columns(_ name: String) -> [Column] {
        if let known = alike[name] { return known }
        let made = AlikeColumns.of(splits.compactMap { $0.table[name] })
        alike[name] = made
        return made
    }

    /// The values of a column that every split has.
    func codes(_ name: String) -> ValueCodes { codes([name])[0] }

    /// The values of columns that every split has.
    func codes(_ names: [String]) -> [ValueCodes] {
        let left = names.filter { codes[$0] == nil }
        let columns = left.map(columns)
        let made = parallelMap(left.count, threads: threads) { ValueCodes(columns[$0]) }
        for (name, made) in zip(left, made) { codes[name] = made }
        return names.map { codes[$0]! }
    }

    /// The values of a column if they are coded and repeat themselves, so that each is better looked at once.
    func knownCategories(_ name: String) -> ValueCodes? {
        guard let known = codes[name], known.count * 2 <= known.codes.reduce(0, { $0 + $1.count }) else { return nil }
        return known
    }

    /// By split, in the order of its columns.
    private(set) lazy var profiles: [[ColumnProfile]] = {
        let splits = splits
        let places = splits.indices.flatMap { split in
            splits[split].table.columns.indices.map { (split: split, column: splits[split].table.columns[$0]) }
        }
        let ofNumbers = parallelMap(places.count, threads: threads) { ColumnProfile(numbersOf: places[$0].column) }
        let others = zip(places, ofNumbers).filter { $1 == nil }.map(\.0.column.name)
        let shared = Dictionary(zip(others, others.map { has($0) }), uniquingKeysWith: { first, _ in first })
        _ = codes(shared.filter(\.value).keys.sorted())
        let codes = codes
        let made = parallelMap(places.count, threads: threads) { index in
            if let profile = ofNumbers[index] { return profile }
            let (split, column) = places[index]
            guard shared[column.name] == true, let codes = codes[column.name] else { return ColumnProfile(column) }
            return ColumnProfile(column, codes, table: split)
        }
        var profiles: [[ColumnProfile]] = splits.map { _ in [] }
        for (place, profile) in zip(places, made) { profiles[place.split].append(profile) }
        return profiles
    }()

    /// A hash of all cells of each row of a split.
    func rowHashes(_ split: Int) -> [UInt64] {
        if let known = hashes[split] { return known }
        let made = CanonicalOrder.hashes([splits[split].table])[0]
        hashes[split] = made
        return made
    }

    /// The rows of a split in an order that their place in the file does not change.
    func canonicalOrder(_ split: Int) -> [Int32] {
        if let known = orders[split] { return known }
        let made = CanonicalOrder.places(rowHashes(split))
        orders[split] = made
        return made
    }
}
