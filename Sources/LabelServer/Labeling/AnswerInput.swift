import Foundation
import QuorumCore

/// An answer as somebody sends it: text, or for kinds whose answers have parts the JSON value that the text would hold.
struct AnswerText: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let number = try? container.decode(Int.self) {
            text = String(number)
        } else if let labels = try? container.decode([String].self) {
            text = CanonicalAnswer.text(labels: labels)
        } else if let spans = try? container.decode([Span].self) {
            text = CanonicalAnswer.text(
                spans: spans.map { LabeledSpan(start: $0.start, end: $0.end, label: $0.label) })
        } else {
            throw DecodingError.typeMismatch(String.self, .init(codingPath: decoder.codingPath, debugDescription: ""))
        }
    }

    private struct Span: Decodable {
        let start: Int
        let end: Int
        let label: String
    }
}
