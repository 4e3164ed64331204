import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

/// Reads request bodies: JSON with `snake_case` names.
package struct APIDecoder: RequestDecoder {
    /// Bytes of the longest body.
    static let limit = 1 << 20

    /// The call whose body it reads.
    let endpoint: Endpoint?

    /// - Throws: `Problem` that names the field and what to put there.
    package func decode<Value: Decodable>(
        _ type: Value.Type, from request: Request, context: some RequestContext
    ) async throws -> Value {
        let body = try await Self.body(of: request, as: Self.json)
        if let endpoint { try BodyMembers.check(body, of: endpoint) }
        return try Self.value(type, from: body)
    }

    /// A JSON Merge Patch (RFC 7396).
    func mergePatch(from request: Request) async throws -> JSONValue {
        let body = try await Self.body(of: request, as: Self.mergePatch)
        do {
            return try JSONDecoder().decode(JSONValue.self, from: body)
        } catch let error as DecodingError {
            throw Problem(error)
        }
    }

    static let json = "application/json"
    static let mergePatch = "application/merge-patch+json"

    private static func body(of request: Request, as media: String) async throws -> Data {
        guard let given = request.headers[.contentType], given.lowercased().hasPrefix(media) else {
            var problem = Problem(.unsupportedMediaType, "Send JSON, with the header Content-Type: \(media).")
            if media == mergePatch { problem.headers[.acceptPatch] = media }
            throw problem
        }
        return Data(try await request.body.collect(upTo: Self.limit).readableBytesView)
    }

    static func value<Value: Decodable>(_ type: Value.Type, from body: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: body)
        } catch let error as DecodingError {
            throw Problem(error)
        }
    }
}

/// Writes answers: JSON with `snake_case` names, kept in no cache.
package struct APIEncoder: ResponseEncoder {
    package func encode(_ value: some Encodable, from request: Request, context: some RequestContext) throws -> Response
    {
        let body = ByteBuffer(bytes: try JSONEncoder.api.encode(value))
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: body))
    }
}

extension HTTPField.Name {
    fileprivate static let acceptPatch = Self("Accept-Patch")!
}

extension JSONEncoder {
    /// Writes JSON in one line: `snake_case` names in their order.
    static var api: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension Problem {
    /// What a person should know of a body that does not fit.
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let field = Self.field(context.codingPath + [key])
            self = .invalid(field, "The field \"\(field)\" is missing; send it.")
        case .valueNotFound(_, let context) where context.codingPath.isEmpty,
            .typeMismatch(_, let context) where context.codingPath.isEmpty:
            self.init(.badRequest, "The body is JSON but no object; send one, {…}.")
        case .valueNotFound(_, let context):
            let field = Self.field(context.codingPath)
            self = .invalid(field, "The field \"\(field)\" is null; give a value.")
        case .typeMismatch(let type, let context):
            let field = Self.field(context.codingPath)
            self = .invalid(field, "The field \"\(field)\" must be \(Self.words(for: type)).")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let field = Self.field(context.codingPath)
            self = .invalid(field, "The field \"\(field)\" has a value outside what it takes; docs/api.md says which.")
        default:
            self.init(.badRequest, "The body is not valid JSON; send one JSON object.")
        }
    }

    /// The path as the body has it: `gold.min_accuracy`.
    private static func field(_ path: [any CodingKey]) -> String {
        path.map { $0.intValue.map(String.init) ?? snakeCase($0.stringValue) }.joined(separator: ".")
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Int.Type, is Int64.Type, is UInt64.Type: "a whole number"
        case is Double.Type: "a number"
        case is Bool.Type: "true or false"
        case is any Collection.Type where !(type is [String: Any].Type): "a list"
        default: "an object"
        }
    }
}
