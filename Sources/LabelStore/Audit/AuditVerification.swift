internal import QuorumCore

/// What a look at the whole record of who did what found.
package struct AuditVerification: Sendable, Hashable {
    package enum Fault: Sendable, Hashable, CustomStringConvertible {
        /// Something in this event is not as it was written, or its hash is not.
        case altered(sequence: Int64)
        /// The event of this number is not there.
        case missing(sequence: Int64)
        /// The record does not end where its head says.
        case wrongEnd(last: Int64, head: Int64)
        /// No event has the hash that was noted elsewhere.
        case unknownHash(String)

        package var description: String {
            switch self {
            case .altered(let sequence): "Event \(sequence) is not as it was written."
            case .missing(let sequence): "Event \(sequence) is missing."
            case .wrongEnd(let last, let head): "The record ends with event \(last), but \(head) were written."
            case .unknownHash(let hash):
                "No event has the hash \(hash): events were taken off the end, or all replaced."
            }
        }
    }

    /// How many events there are.
    package let events: Int64
    /// Hash of the last one; worth noting where nobody who can write the database can write.
    package let head: String
    /// In the order of the events; empty when nothing was changed.
    package let faults: [Fault]
}

/// Checks a record of events as they come, in order.
struct AuditVerifier {
    private var previous = ""
    private var last: Int64 = 0
    private var faults: [AuditVerification.Fault] = []
    /// Events that are not as their hash says.
    private var altered: [Int64: AuditEvent] = [:]
    private var erasures: [AuditEvent] = []
    /// A hash noted elsewhere that one of the events must have.
    private let known: String?
    private var isKnownSeen: Bool

    init(known: String?) {
        self.known = known
        isKnownSeen = known == nil
    }

    mutating func add(_ event: AuditEvent) {
        for missing in (last + 1..<max(last + 1, event.sequence)).prefix(100) {
            faults.append(.missing(sequence: missing))
        }
        if event.sequence == last + 1 {
            let expected = AuditEvent.hash(
                after: previous, sequence: event.sequence, at: event.at, actor: event.actor, action: event.action,
                subject: event.subject, detail: event.detail)
            if expected != event.hash {
                faults.append(.altered(sequence: event.sequence))
                altered[event.sequence] = event
            }
        }
        if event.isErasure { erasures.append(event) }
        isKnownSeen = isKnownSeen || event.hash == known
        // An altered event is one fault, not one of every event after it.
        previous = event.hash
        last = event.sequence
    }

    func finish(headSequence: Int64, headHash: String) -> AuditVerification {
        // Erased by an event that is part of the record itself.
        let erased = Set(
            erasures.flatMap(\.erasedSequences).filter { sequence, subject, remains in
                altered[sequence].map { $0.isErased && $0.subject == subject && $0.remains == remains } ?? false
            }.map(\.sequence))
        var faults = faults.filter { fault in
            guard case .altered(let sequence) = fault else { return true }
            return !erased.contains(sequence)
        }
        if last != headSequence || previous != headHash {
            faults.append(.wrongEnd(last: last, head: headSequence))
        }
        if let known, !isKnownSeen { faults.append(.unknownHash(known)) }
        return AuditVerification(events: last, head: previous, faults: faults)
    }
}
