internal import QuorumCore

/// Deals whole groups out to splits.
enum GroupSplit {
    /// Assigns each group to the split that lacks most of its share.
    ///
    /// Large groups are dealt first, in an order that follows from the seed among groups of like size (within a factor
    /// of two), so that the shares are met as closely as whole groups allow. A split with a share gets at least one
    /// group when there are enough. Groups that have a split keep it.
    ///
    /// - Parameters:
    ///   - groups: names and numbers of examples; names differ.
    ///   - kept: splits of groups that were dealt before; those of other groups are not looked at.
    /// - Complexity: O(*n* log *n*), *n* = `groups.count`.
    static func assign(
        _ groups: [(name: String, examples: Int)], ratios: SplitRatios, seed: UInt64, keeping kept: [String: Split]
    ) -> [String: Split] {
        let total = groups.reduce(0) { $0 + $1.examples }
        let wanted = Split.allCases.filter { ratios.share(of: $0) > 0 }
        var lacking = Dictionary(
            uniqueKeysWithValues: Split.allCases.map { ($0, ratios.share(of: $0) * Double(total)) })
        var splits: [String: Split] = [:]
        var free: [(name: String, examples: Int)] = []
        for group in groups {
            if let split = kept[group.name] {
                splits[group.name] = split
                lacking[split, default: 0] -= Double(group.examples)
            } else {
                free.append(group)
            }
        }
        let dealt = inOrder(free, seed: seed)
        for group in dealt {
            let split = wanted.max { (lacking[$0, default: 0], $1) < (lacking[$1, default: 0], $0) } ?? .train
            splits[group.name] = split
            lacking[split, default: 0] -= Double(group.examples)
        }
        fillEmpty(wanted, from: dealt.reversed().map(\.name), &splits)
        return splits
    }

    private static func inOrder(
        _ groups: [(name: String, examples: Int)], seed: UInt64
    ) -> [(name: String, examples: Int)] {
        groups.map { group in
            var digest = NetstringDigest()
            digest.add(String(seed), group.name)
            return (group, magnitude: Int.bitWidth - group.examples.leadingZeroBitCount, hash: digest.hexadecimal)
        }
        .sorted { ($1.magnitude, $0.hash) < ($0.magnitude, $1.hash) }
        .map(\.0)
    }

    /// Gives a split without any group one from the split that has most, as far as each keeps one.
    ///
    /// - Parameter names: the groups that may move, the smallest first.
    private static func fillEmpty(_ wanted: [Split], from names: [String], _ splits: inout [String: Split]) {
        for empty in wanted where !splits.values.contains(empty) {
            var sizes: [Split: Int] = [:]
            for split in splits.values { sizes[split, default: 0] += 1 }
            let donors = Split.allCases.filter { sizes[$0, default: 0] > 1 }
                .sorted { (sizes[$1, default: 0], $0) < (sizes[$0, default: 0], $1) }
            for donor in donors {
                guard let name = names.first(where: { splits[$0] == donor }) else { continue }
                splits[name] = empty
                break
            }
        }
    }
}

extension SplitRatios {
    fileprivate func share(of split: Split) -> Double {
        switch split {
        case .train: train
        case .validation: validation
        case .test: test
        }
    }
}
