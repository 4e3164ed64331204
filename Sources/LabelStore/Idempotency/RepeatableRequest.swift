package import QuorumCore

/// One attempt at a request that its caller may repeat.
package struct RepeatableRequest: Sendable, Hashable {
    package let user: UserID
    /// SHA-256 of the caller's key.
    package let keyHash: String
    /// Random; no other attempt has it.
    package let claim: String

    package init(user: UserID, keyHash: String, claim: String) {
        self.user = user
        self.keyHash = keyHash
        self.claim = claim
    }

    /// The attempt that the current task works on: whatever it writes takes effect only while the attempt stands, and is
    /// known to have taken effect.
    @TaskLocal package static var current: RepeatableRequest?
}

/// What is known of a request whose caller gave it a key.
package enum RepeatStanding: Sendable, Hashable {
    /// Nobody is at it: this attempt is.
    case claimed
    /// Another attempt is at it.
    case inProgress
    /// It is done; the answer as it was sealed.
    case answered(String)
    /// It took effect, but whoever did it died before the answer was kept.
    case answerLost
    /// The key was used for a request that was another.
    case otherRequest
}
