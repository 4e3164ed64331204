internal import QuorumCore

/// How the name of an erased person, or file, leaves the record without breaking it.
///
/// The detail of the event that made the account, or says why the file failed, becomes `(erased)`, which its hash does not fit any more. The erasure
/// is itself an event and says what it took: for each event its number and a digest of all that stayed. An event is
/// forgiven only if it is one that can name a person, is about the person erased, and is in all else as it was.
extension AuditEvent {
    static let erasure = "user.erased"
    static let sourceErasure = "source.erased"
    /// Its detail named whom it made an account for.
    static let naming = "user.created"
    /// Its detail says why a file could not be cut, and names the file.
    static let reason = "source.failed"
    static let erasedDetail = "(erased)"

    var isErasure: Bool { action == Self.erasure || action == Self.sourceErasure }
    var isErased: Bool { (action == Self.naming || action == Self.reason) && detail == Self.erasedDetail }

    /// A digest of everything but the detail: 64 hexadecimal digits.
    var remains: String {
        var digest = NetstringDigest()
        for field in [
            String(sequence), String(at.milliseconds), actor.map { "\($0)" } ?? "", action, subject, hash,
        ] {
            digest.add(field)
        }
        return digest.hexadecimal
    }

    /// How an erasure says what it takes from this event.
    var erasureEntry: String { "\(sequence)=\(remains)" }

    /// Of an erasure: the events it took the details of, whom they were about, and the digests of what stayed.
    var erasedSequences: [(sequence: Int64, subject: String, remains: String)] {
        detail.split(separator: " ").compactMap { entry in
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let sequence = Int64(parts[0]) else { return nil }
            return (sequence, subject, String(parts[1]))
        }
    }
}
