internal import TableIO

/// How often the groups of a protected column have one label.
struct GroupRates {
    struct Group {
        let name: String
        let rows: Int
        let labeled: Int

        var rate: Double { Double(labeled) / Double(rows) }
    }

    /// The two groups farthest apart, compared within the values of another column.
    struct Adjustment {
        let column: String
        let result: MantelHaenszel
        /// Set once all tests of a run are known.
        var adjustedP: Double
    }

    static let fewest = 30

    let column: String
    /// A person named the column.
    let isGiven: Bool
    let label: String
    /// The most common first.
    let groups: [Group]
    let highest: Group
    let lowest: Group
    let statistic: Double
    let p: Double
    let cramersV: Double?
    var adjustments: [Adjustment]
    /// Set once all tests of a run are known.
    var adjustedP: Double

    var ratio: Double { highest.rate > 0 ? lowest.rate / highest.rate : 1 }

    /// nil where fewer than two groups have enough rows.
    init?(
        _ role: ColumnRoles.Role, _ codes: ValueCodes, _ labels: ValueCodes, label: Int32, _ confounders: Confounders
    ) {
        column = role.column
        isGiven = role.choice == .given
        self.label = labels.value(label)
        var counts = [[Int]](repeating: [0, 0], count: codes.count)
        for (groups, given) in zip(codes.codes, labels.codes) {
            for (group, own) in zip(groups, given) where group >= 0 && own >= 0 {
                counts[Int(group)][own == label ? 0 : 1] += 1
            }
        }
        let used = counts.indices.filter { counts[$0].reduce(0, +) > 0 }
        func group(_ code: Int) -> Group {
            Group(name: codes.value(Int32(code)), rows: counts[code].reduce(0, +), labeled: counts[code][0])
        }
        let ranked = used.filter { group($0).rows >= Self.fewest }.sorted {
            (group($0).rate, $0) < (group($1).rate, $1)
        }
        guard ranked.count > 1 else { return nil }
        let (low, high) = (ranked[0], ranked[ranked.count - 1])
        (lowest, highest) = (group(low), group(high))
        groups = used.map(group).sorted { ($1.rows, $0.name) < ($0.rows, $1.name) }
        // The groups that are compared, and no others, so that many small ones do not make a difference.
        let result = ChiSquare.independence(ranked.sorted().map { counts[$0] })
        (statistic, p, cramersV) = (result.statistic, result.p, result.cramersV)
        adjustedP = p
        adjustments = confounders.columns.filter { $0.name != role.column }.compactMap { other in
            let strata = other.strata(codes, labels, label: label, high: Int32(high), low: Int32(low))
            return MantelHaenszel(strata).map { Adjustment(column: other.name, result: $0, adjustedP: $0.p) }
        }
    }

    /// Where the first group leads over all rows and lags within the strata, beyond chance in both.
    func reversals(below level: Double) -> [Adjustment] {
        adjustedP < level ? adjustments.filter { $0.result.difference < 0 && $0.adjustedP < level } : []
    }

    /// - Parameter level: adjusted p-value below which a reversal is not chance.
    func value(level: Double) -> ReportValue {
        let reversed = Set(reversals(below: level).map(\.column))
        return [
            "column": .text(column), "label": .text(label),
            "groups": .list(
                groups.map {
                    [
                        "value": .text($0.name), "n": .integer($0.rows), "rate": .number($0.rate),
                        "interval": WilsonInterval.of($0.labeled, in: $0.rows),
                        "compared": .bool($0.rows >= Self.fewest),
                    ]
                }),
            "ratio": .number(ratio), "difference": .number(highest.rate - lowest.rate),
            "statistic": .number(statistic), "p": .number(p), "p_adjusted": .number(adjustedP),
            "cramers_v": ReportValue(cramersV),
            "adjusted": .list(
                adjustments.map {
                    [
                        "by": .text($0.column), "high": .text(highest.name), "low": .text(lowest.name),
                        "statistic": .number($0.result.statistic), "p": .number($0.result.p),
                        "p_adjusted": .number($0.adjustedP), "odds_ratio": ReportValue($0.result.oddsRatio),
                        "difference": .number($0.result.difference), "reversed": .bool(reversed.contains($0.column)),
                    ]
                }),
        ]
    }
}

/// Columns whose values may explain a difference between groups.
struct Confounders {
    struct Column {
        let name: String
        /// The stratum of each row, by split; negative for none.
        let codes: [[Int32]]
        let count: Int

        func strata(
            _ groups: ValueCodes, _ labels: ValueCodes, label: Int32, high: Int32, low: Int32
        ) -> [MantelHaenszel.Stratum] {
            var strata = [MantelHaenszel.Stratum](repeating: MantelHaenszel.Stratum(), count: count)
            for split in codes.indices {
                for (row, stratum) in codes[split].enumerated() where stratum >= 0 && labels.codes[split][row] >= 0 {
                    let isLabel = labels.codes[split][row] == label
                    switch groups.codes[split][row] {
                    case high: if isLabel { strata[Int(stratum)].a += 1 } else { strata[Int(stratum)].b += 1 }
                    case low: if isLabel { strata[Int(stratum)].c += 1 } else { strata[Int(stratum)].d += 1 }
                    default: break
                    }
                }
            }
            return strata
        }
    }

    private static let mostValues = 50
    static let mostColumns = 30
    private static let quantiles = 5

    let columns: [Column]
    /// How many there were to take from; beyond some, the rest is not looked at.
    let available: Int

    /// Categories as they are, numbers by fifths.
    init(_ data: MeasuredData, label: String) {
        let features = data.features(data.splits.map(\.table), label: false)
        available = features.count
        columns = features.prefix(Self.mostColumns).compactMap { feature in
            switch feature.cells {
            case .categories(let codes):
                guard (2...Self.mostValues).contains(codes.count) else { return nil }
                return Column(name: feature.name, codes: codes.codes, count: codes.count)
            case .numbers(let tables):
                let sorted = RadixSort.sorted(tables.joined().filter { !$0.isNaN })
                guard let first = sorted.first, first < sorted[sorted.count - 1] else { return nil }
                let bins = QuantileBins(sorted, bins: Self.quantiles)
                let codes = tables.map { numbers in numbers.map { $0.isNaN ? -1 : Int32(bins.bin(of: $0)) } }
                return Column(name: feature.name, codes: codes, count: bins.count)
            }
        }
    }
}
