import Crypto
import Foundation
import QuorumCore

/// What a listener knows already: of each name, a digest of the text they were told last.
///
/// It is the `id` of events, so that whoever comes back, at any server, is told what is different and nothing else.
struct FeedPosition: Sendable {
    private static let digestLength = 16
    private static let mostNames = 8

    private var digests: [String: Substring] = [:]

    /// Of somebody who knows nothing.
    init() {}

    /// - Parameter lastEventID: what a browser sends when it comes back; anything else is like nothing.
    init(lastEventID: String?) {
        let parts = (lastEventID ?? "").split(separator: ".", maxSplits: Self.mostNames).prefix(Self.mostNames)
        for part in parts {
            let pair = part.split(separator: "-", maxSplits: 1)
            if pair.count == 2 { digests[String(pair[0])] = pair[1] }
        }
    }

    /// The events that lead from here to how things are, in the order of their names.
    mutating func advance(to news: [String: String]) -> [String] {
        var events: [String] = []
        for (name, text) in news.sorted(by: { $0.key < $1.key }) {
            let digest = SHA256.hash(data: Data(text.utf8)).hexadecimal.prefix(Self.digestLength)
            guard digests[name] != digest else { continue }
            digests[name] = digest
            events.append("id: \(id)\nevent: \(name)\ndata: \(text)\n\n")
        }
        return events
    }

    private var id: String {
        digests.sorted { $0.key < $1.key }.map { "\($0.key)-\($0.value)" }.joined(separator: ".")
    }
}
