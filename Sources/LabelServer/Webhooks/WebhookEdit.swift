import Foundation
import HTTPTypes
import QuorumCore

/// A webhook as somebody wants it, by a merge patch of what of it can change.
struct WebhookEdit: Codable {
    let url: String
    let events: [String]
    let paused: Bool

    /// - Throws: `Problem` (422) with the field that is none, or is taken away.
    init(of webhook: Webhook, by patch: JSONValue) throws {
        guard let changes = patch.members else {
            throw Problem(.badRequest, "The body is JSON but no object; send one, {…}.")
        }
        let document = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder.api.encode(WebhookEdit(webhook)))
        if let unknown = document.unknownMember(of: patch) {
            throw Problem.invalid(
                unknown, "A webhook has no \"\(unknown.prefix(100))\" that can change; url, events and paused can.")
        }
        if let missing = changes.first(where: { $0.value == .null })?.key {
            throw Problem.invalid(missing, "A webhook has a \(missing); give another instead of taking it away.")
        }
        self = try APIDecoder.value(WebhookEdit.self, from: JSONEncoder().encode(document.merged(with: patch)))
    }

    private init(_ webhook: Webhook) {
        url = webhook.url
        events = webhook.events.map(\.rawValue).sorted()
        paused = !webhook.isActive
    }
}

extension Webhook {
    /// What of it can change, and what the service changes itself.
    var tag: EntityTag {
        let moments = [pausedAt, disabled?.at].map { $0.map { "\($0.milliseconds)" } ?? "-" }
        let state = [url] + events.map(\.rawValue).sorted() + moments
        return EntityTag(digesting: Array(state.joined(separator: " ").utf8))
    }
}
