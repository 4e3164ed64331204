internal import Crypto
package import QuorumCore

/// One entry of the record of who did what.
package struct AuditEvent: Sendable, Hashable {
    /// 1, 2, 3, … without gaps.
    package let sequence: Int64
    package let at: Timestamp
    /// nil for what the service did by itself.
    package let actor: UserID?
    /// What was done, such as `annotation.submitted`.
    package let action: String
    /// To what, such as `task 17`.
    package let subject: String
    package let detail: String
    /// SHA-256 over the hash of the event before and all fields of this one, 64 hexadecimal digits.
    package let hash: String

    /// Fields go into the hash as netstrings (`LENGTH:BYTES,`), so that no two events read alike.
    static func hash(
        after previous: String, sequence: Int64, at: Timestamp, actor: UserID?, action: String, subject: String,
        detail: String
    ) -> String {
        var digest = NetstringDigest()
        for field in [
            previous, String(sequence), String(at.milliseconds), actor.map { "\($0)" } ?? "", action, subject, detail,
        ] {
            digest.add(field)
        }
        return digest.hexadecimal
    }
}
