internal import TableIO

/// What to change in a data set so that no row is there twice and no split knows what is in another.
///
/// - Rows that are equal (normalised) in every column but the identifier and the split stay once: in training if one of
///   them is there, since a row of another split that training knows measures nothing; else in the first split. Rows that
///   differ in anything, such as one text with two labels, all stay, and so does a row with a column that the split of the
///   kept one lacks.
/// - Rows that belong together stay or go to one split: those with the same input whatever their label, nearly the same
///   texts, and those of one group. Where such rows are in several splits, they go where most of them are already, to
///   training where it is a tie. Where texts are transcripts the input is the recording, and equal words join nothing.
/// - One split alone is divided: eight tenths for training, a tenth each for validation and test, by what belongs together,
///   so that labels are mixed alike.
///
/// The plan depends on the rows alone, not on their order in a file but for which of equal rows stays: the first.
public struct CleanPlan: Sendable {
    /// A row that is not where it was.
    public struct Change: Sendable {
        public enum Reason: String, Sendable {
            case duplicate = "the same row is kept elsewhere"
            case together = "rows that belong together are in that split"
        }

        public let split: Int
        public let row: Int
        /// Where it goes, by the plan's splits; nil for a row that is dropped.
        public let to: Int?
        public let reason: Reason
        /// The equal row that is kept.
        public let kept: (split: Int, row: Int)?
    }

    /// Names of the splits that are written.
    public let splits: [String]
    /// The rows of each, by the split and row they come from.
    public let rows: [[(split: Int, row: Int)]]
    public let changes: [Change]

    /// The shares of splits that one split is divided into.
    private static let shares = [("train", 0.8), ("validation", 0.1), ("test", 0.1)]

    /// - Throws: when rows cannot be compared, or not be written whole.
    public init(_ input: MeasureInput, settings: MeasureSettings = MeasureSettings()) throws(MeasureError) {
        if let archive = input.splits.lazy.flatMap(\.files).first(where: {
            DataFile.Format(path: $0.path) == .webDataset
        }) {
            throw MeasureError(
                "not_supported", archive.path,
                "a clean copy of a tar archive would lack its recordings; unpack it beside a list of them first")
        }
        let data = MeasuredData(input.locatingRecordings, settings: settings)
        let equal = data.rowGroups(by: try Self.comparedColumns(data), normalised: true)
        let columns = data.splits.map { Set($0.columnNames) }
        let order = data.splits.indices.sorted { a, b in
            (a == data.trainingSplit ? -1 : a) < (b == data.trainingSplit ? -1 : b)
        }
        var keeper = [(split: Int, row: Int)?](repeating: nil, count: equal.groupCount)
        for split in order {
            for (row, group) in equal.groupOfRow[split].enumerated() where keeper[Int(group)] == nil {
                keeper[Int(group)] = (split, row)
            }
        }
        let parts = Components(data, equal)
        var target: [Int]
        if data.splits.count > 1 {
            splits = data.splits.map(\.name)
            target = parts.majority(keeper.map { $0!.split }, splits: data.splits.count, train: data.trainingSplit)
        } else {
            splits = Self.shares.map(\.0)
            target = parts.divided(Self.shares.map(\.1), labels: Self.labels(data, keeper.map { $0!.row }))
        }
        var rows = [[(split: Int, row: Int)]](repeating: [], count: splits.count)
        var changes: [Change] = []
        for split in data.splits.indices {
            for (row, group) in equal.groupOfRow[split].enumerated() {
                let kept = keeper[Int(group)]!
                guard kept == (split, row) || !columns[split].isSubset(of: columns[kept.split]) else {
                    changes.append(Change(split: split, row: row, to: nil, reason: .duplicate, kept: kept))
                    continue
                }
                let place = target[Int(group)]
                rows[place].append((split, row))
                if data.splits.count > 1, place != split {
                    changes.append(Change(split: split, row: row, to: place, reason: .together, kept: nil))
                }
            }
        }
        self.rows = rows
        self.changes = changes
    }

    /// The columns that rows must agree in to be one: all that every split has but the identifier and the split.
    private static func comparedColumns(_ data: MeasuredData) throws(MeasureError) -> [String] {
        let left = [data.roles.id, data.roles.split].compactMap { $0?.column } + ["__key__"]
        let names = data.splits[0].columnNames.filter { data.has($0) && !left.contains($0) }
        guard !names.isEmpty, data.input.comparisonNote == nil else {
            throw MeasureError("not_comparable", "--write-clean", data.reasonForNoComparison)
        }
        guard !data.roles.textIsAnswer || data.roles.audio != nil else {
            throw MeasureError(
                "not_comparable", "--write-clean",
                "texts are transcripts and the recordings are not among the columns, so that equal rows may be different "
                    + "recordings; add a column that names or holds them")
        }
        return names
    }

    private static func labels(_ data: MeasuredData, _ rows: [Int]) -> [Int32] {
        guard let label = data.roles.label?.column, data.has(label) else { return rows.map { _ in 0 } }
        let codes = data.valueCodes(label).ordered().codes[0]
        return rows.map { codes[$0] + 1 }
    }
}

/// Groups of equal rows that must be in one split.
private struct Components {
    /// The component of each group of equal rows.
    private let ofGroup: [Int]
    private let members: [[Int]]
    /// A number a component that the order of rows does not change.
    private let keys: [UInt64]

    init(_ data: MeasuredData, _ equal: RowGroups) {
        var sets = UnionFind(count: equal.groupCount)
        func join(_ codes: [[Int32]]) {
            var first: [Int32: Int32] = [:]
            for split in codes.indices {
                for (row, code) in codes[split].enumerated() where code >= 0 {
                    let group = equal.groupOfRow[split][row]
                    if let known = first[code] { sets.join(known, group) } else { first[code] = group }
                }
            }
        }
        if data.roles.textIsAnswer || data.variants.isEmpty, let audio = data.roles.audio?.column {
            join(data.rowGroups(by: [audio], normalised: false).groupOfRow)
        } else if let input = data.inputVariants.last {
            join(data.rowGroups(input).groupOfRow)
        }
        for role in data.roles.groups where data.has(role.column) { join(data.valueCodes(role.column).codes) }
        if !data.roles.textIsAnswer, let similar = data.similarRows {
            var classes = UnionFind(count: similar.classCount)
            for pair in similar.near + similar.contained { classes.join(pair.a, pair.b) }
            join(similar.classOfRow.map { $0.map { $0 < 0 ? -1 : classes.find($0) } })
        }
        var numbers: [Int32: Int] = [:]
        var ofGroup: [Int] = []
        var members: [[Int]] = []
        for group in 0..<Int32(equal.groupCount) {
            let root = sets.find(group)
            let number = numbers[root] ?? members.count
            if number == members.count {
                numbers[root] = number
                members.append([])
            }
            ofGroup.append(number)
            members[number].append(Int(group))
        }
        self.ofGroup = ofGroup
        self.members = members
        let hashes = CanonicalOrder.hashes(data.splits.map(\.table))
        var keys = [UInt64](repeating: 0, count: members.count)
        for split in hashes.indices {
            for (row, group) in equal.groupOfRow[split].enumerated() {
                keys[ofGroup[Int(group)]] &+= ByteHash.hash(word: hashes[split][row], seed: 0)
            }
        }
        self.keys = keys
    }

    /// The split of each group: where most groups of its component are kept, training on a tie.
    func majority(_ kept: [Int], splits: Int, train: Int) -> [Int] {
        let places = members.map { groups -> Int in
            var counts = [Int](repeating: 0, count: splits)
            for group in groups { counts[kept[group]] += 1 }
            return counts.indices.max {
                (counts[$0], $0 == train ? 1 : 0, -$0) < (counts[$1], $1 == train ? 1 : 0, -$1)
            }!
        }
        return ofGroup.map { places[$0] }
    }

    /// The split of each group: components, the largest first, each to the split that lacks most of its labels.
    func divided(_ shares: [Double], labels: [Int32]) -> [Int] {
        var total: [Int32: Double] = [:]
        for label in labels { total[label, default: 0] += 1 }
        var lacking = shares.map { share in total.mapValues { $0 * share } }
        var places = [Int](repeating: 0, count: members.count)
        let order = members.indices.sorted { (members[$1].count, keys[$0]) < (members[$0].count, keys[$1]) }
        for component in order {
            var counts: [Int32: Double] = [:]
            for group in members[component] { counts[labels[group], default: 0] += 1 }
            // What share of its wanted rows each split still lacks, over the labels of the component.
            let wants = shares.indices.map { split in
                counts.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
                    sum + entry.value * lacking[split][entry.key]! / (total[entry.key]! * shares[split])
                }
            }
            let place = wants.indices.max { wants[$0] < wants[$1] }!
            places[component] = place
            for (label, count) in counts { lacking[place][label]! -= count }
        }
        return ofGroup.map { places[$0] }
    }
}
