public import QuorumCore

/// What the answers so far mean for a task.
public enum QuorumOutcome: Hashable, Sendable {
    /// Undecided; `wanted` more matching answers would settle it, so that many may be asked for at once.
    case open(wanted: Int)
    /// `support` answers match `key`.
    case settled(key: String, support: Int)
    /// Even if all remaining answers matched, none could reach the quorum.
    case contested
}

/// The quorum rule: a task settles with the first answer that reaches the policy's agreement.
public enum QuorumTally {
    /// Decides a task from its answers' keys in the order they came.
    ///
    /// Once a prefix of the answers is settled or contested, more answers change nothing, so the rule can be applied
    /// after every answer and nobody is asked in vain. Answers beyond `policy.max` are not looked at.
    ///
    /// - Parameter keys: one normalised answer (`AnswerKey`) a person.
    /// - Complexity: O(*n*) expected, *n* = `keys.count`.
    public static func decide(keys: [String], policy: QuorumPolicy) -> QuorumOutcome {
        var support: [String: Int] = [:]
        var best = 0
        for (index, key) in keys.prefix(policy.max).enumerated() {
            let count = support[key, default: 0] + 1
            if count >= policy.agree { return .settled(key: key, support: count) }
            support[key] = count
            best = max(best, count)
            if best + policy.max - (index + 1) < policy.agree { return .contested }
        }
        return .open(wanted: policy.agree - best)
    }
}
