public import QuorumCore

/// The quorum on ratings: a task settles when `agree` of them lie within the policy's tolerance of one another, and its
/// label is their median.
///
/// With a tolerance of 0 that is equality. An answer may come anywhere on the scale, so a task can still settle if and only
/// if the most ratings that lie together and the answers that may yet come reach `agree`.
public enum MedianQuorum {
    /// Decides a task from its ratings in the order they came.
    ///
    /// With the first prefix that holds `agree` ratings together the task is settled; of several such groups the one
    /// whose ratings lie closest counts, then the lowest. Of two middle ratings the lower is the median.
    ///
    /// - Returns: the outcome, with the median as its key.
    /// - Complexity: O(*n*²) for *n* ratings.
    public static func decide(_ ratings: [Int], policy: QuorumPolicy) -> QuorumOutcome {
        var sorted: [Int] = []
        for (index, rating) in ratings.prefix(policy.max).enumerated() {
            sorted.insert(rating, at: sorted.firstIndex { $0 > rating } ?? sorted.endIndex)
            if let group = group(in: sorted, of: policy.agree, within: policy.tolerance) {
                return .settled(key: String(group[group.startIndex + (group.count - 1) / 2]), support: group.count)
            }
            if most(in: sorted, within: policy.tolerance) + policy.max - (index + 1) < policy.agree {
                return .contested
            }
        }
        return .open(wanted: policy.agree - most(in: sorted, within: policy.tolerance))
    }

    /// Why a task with these ratings is settled, contested or open.
    public static func reason(_ ratings: [Int], policy: QuorumPolicy) -> String {
        let most = most(in: ratings.prefix(policy.max).sorted(), within: policy.tolerance)
        let together = policy.tolerance == 0 ? "are equal" : "lie within \(policy.tolerance) of one another"
        let all = "\(ratings.count) rating\(ratings.count == 1 ? "" : "s")"
        switch decide(ratings, policy: policy) {
        case .settled(let median, let support): return "\(support) of \(all) \(together); their median is \(median)."
        case .contested:
            return "\(most) of \(all) \(together); \(policy.agree) can no longer be reached with at most \(policy.max)."
        case .open(let wanted):
            return ratings.isEmpty
                ? "Nobody has answered yet; \(policy.agree) ratings that \(together) settle the task."
                : "\(most) of \(all) \(together); \(wanted) more could settle the task."
        }
    }

    /// So many neighbours that lie together, closest first.
    private static func group(in sorted: [Int], of size: Int, within tolerance: Int) -> ArraySlice<Int>? {
        guard sorted.count >= size else { return nil }
        let groups = (0...sorted.count - size).map { sorted[$0..<$0 + size] }
        func width(_ group: ArraySlice<Int>) -> Int { group[group.endIndex - 1] - group[group.startIndex] }
        return groups.filter { width($0) <= tolerance }.min { width($0) < width($1) }
    }

    /// The most ratings that lie together.
    private static func most(in sorted: [Int], within tolerance: Int) -> Int {
        var first = 0
        var most = 0
        for last in sorted.indices {
            while sorted[last] - sorted[first] > tolerance { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }
}
