import Foundation
import Hummingbird
import QuorumCore

/// The part of an address after `?`, as forms write it: `+` is a space.
struct Query: Sendable {
    private let values: [String: String]

    init(_ request: Request) {
        var values: [String: String] = [:]
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), parts.count == 2, let value = Self.decode(parts[1]) else {
                continue
            }
            values[name] = values[name] ?? value
        }
        self.values = values
    }

    /// nil when it is not there or empty.
    subscript(_ name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// What is there, also when it is empty.
    func word(_ name: String) -> String? { values[name] }

    /// A whole number within bounds, `standard` when it is not there.
    func number(_ name: String, in bounds: ClosedRange<Int>, standard: Int) throws -> Int {
        guard let text = values[name] else { return standard }
        guard let number = Int(text), bounds.contains(number) else {
            throw Problem.invalid(
                name, "\"\(name)\" must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound).")
        }
        return number
    }

    /// The number of a task; nil when it is not there.
    func task(_ name: String) throws -> TaskID? { try identifier(name, of: "task") }

    /// The number of something; nil when it is not there.
    ///
    /// - Parameter noun: what it is the number of.
    func identifier<Entity>(_ name: String, of noun: String) throws -> Identifier<Entity>? {
        try values[name].map { text in
            guard let identifier = Identifier<Entity>(text) else {
                throw Problem.invalid(name, "\"\(name)\" must be the number of a \(noun), as \"next\" gives it.")
            }
            return identifier
        }
    }

    private static func decode(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
