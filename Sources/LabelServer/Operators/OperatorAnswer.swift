import Foundation

/// What an operator's command gives: the JSON that the API answers with.
package struct OperatorAnswer: Sendable {
    /// One line.
    package let json: String

    init(_ value: some Encodable) throws {
        json = String(decoding: try JSONEncoder.api.encode(value), as: UTF8.self)
    }
}

/// Calls `body`, whose refusals are those of the API.
///
/// - Throws: `ServerError` (`refused`) for them.
func asOperator<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let problem as Problem {
        throw ServerError(.refused, (problem.field.map { "\($0): " } ?? "") + problem.detail)
    }
}
