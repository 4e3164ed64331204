import Exporter
import Foundation
import HTTPTypes
import QuorumCore

/// The API as OpenAPI 3.1, made of the route table and the calls' shapes.
enum OpenAPIDocument {
    static func json() throws -> Data {
        var paths: [String: [String: Any]] = [:]
        for endpoint in Endpoint.all {
            guard let shape = Shape.all[endpoint] else {
                throw ServerError(.failed, "\(endpoint.method) \(endpoint.path) has no shape; add it to Shape.all.")
            }
            paths[address(of: endpoint), default: [:]][endpoint.method.rawValue.lowercased()] =
                operation(endpoint, shape)
        }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": [
                "title": "Quorum", "version": "1",
                "description": "Errors are RFC 9457 problems. Browsers log in with a cookie, and send the header "
                    + "X-Quorum-Request: 1 with calls that change something; programs send a bearer token.",
            ],
            "paths": paths,
            "components": [
                "schemas": Schema.components,
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            ],
        ]
        return try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
    }

    /// Parameters as `{name}`.
    private static func address(of endpoint: Endpoint) -> String {
        endpoint.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part == "**" ? "{file}" : part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
        }.joined(separator: "/")
    }

    private static func operation(_ endpoint: Endpoint, _ shape: Shape) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": endpoint.summary, "description": endpoint.rule, "responses": responses(shape),
            "parameters": parameters(endpoint, shape), "operationId": operationID(endpoint),
        ]
        if endpoint.access != .anybody { operation["security"] = [["token": [String]()]] }
        if let body = shape.body {
            let content = [body.media: ["schema": Schema.closed(body.schema)]]
            operation["requestBody"] = ["required": true, "content": content]
        }
        return operation
    }

    private static func operationID(_ endpoint: Endpoint) -> String {
        let words = endpoint.path.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return ([endpoint.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }

    private static func parameters(_ endpoint: Endpoint, _ shape: Shape) -> [[String: Any]] {
        let inPath = endpoint.path.split(separator: "/").filter { $0.hasPrefix(":") || $0 == "**" }.map { part in
            let name = part == "**" ? "file" : String(part.dropFirst())
            return ["name": name, "in": "path", "required": true, "schema": schema(ofParameter: name)] as [String: Any]
        }
        let inQuery = shape.query.sorted { $0.key < $1.key }.map { name, schema in
            [
                "name": name, "in": "query", "required": shape.requiredQuery.contains(name), "schema": schema,
            ] as [String: Any]
        }
        let own = shape.headers.sorted { $0.key < $1.key }.map { name, schema in
            [
                "name": name, "in": "header", "required": shape.requiredHeaders.contains(name), "schema": schema,
            ] as [String: Any]
        }
        let inHeaders = (shape.needsTag ? [ifMatch] : []) + (Idempotency.isTaken(by: endpoint) ? [idempotencyKey] : [])
        return inPath + inQuery + inHeaders + own
    }

    private static var ifMatch: [String: Any] {
        [
            "name": "If-Match", "in": "header", "required": true, "schema": Schema.text(atLeast: 1),
            "description": "The ETag of what is changed; 412 when it has changed meanwhile, 428 without.",
        ]
    }

    private static var idempotencyKey: [String: Any] {
        let schema: Schema.Value = [
            "type": "string", "minLength": Idempotency.keyLength.lowerBound,
            "maxLength": Idempotency.keyLength.upperBound, "pattern": "^[!-~]+$",
        ]
        return [
            "name": "Idempotency-Key", "in": "header", "required": false, "schema": schema,
            "description": "Made up for this request: repeated with the same key it takes effect once, and gets the "
                + "first answer for 24 hours.",
        ]
    }

    private static func schema(ofParameter name: String) -> Schema.Value {
        switch name {
        case "version", "file": Schema.text(atLeast: 1)
        case "format": Schema.choice(ExportFormat.self)
        default: Schema.id
        }
    }

    private static func responses(_ shape: Shape) -> [String: Any] {
        var responses: [String: Any] = [
            "default": [
                "description": "A refusal, with what to do about it",
                "content": ["application/problem+json": ["schema": Schema.named("Problem")]],
            ]
        ]
        var success: [String: Any] = ["description": "Done"]
        if let answer = shape.answer { success["content"] = [answer.media: ["schema": answer.schema]] }
        if shape.hasTag { success["headers"] = ["ETag": ["schema": Schema.text, "required": true]] }
        responses["\(shape.status)"] = success
        if let empty = shape.orEmpty { responses["\(empty)"] = ["description": "There is nothing"] }
        return responses
    }
}

extension Endpoint {
    /// Who may make the call, in words.
    fileprivate var rule: String {
        let who =
            switch access {
            case .anybody: "Anybody."
            case .user: "Whoever has logged in."
            case .admin: "Admins of the service."
            case .member(let permission, _):
                "Members who are "
                    + ProjectRole.allCases.filter { $0.may(permission) }.map(\.rawValue).joined(separator: ", ") + "."
            }
        guard access != .anybody else { return who }
        let names = TokenScope.allCases.filter(scopes.contains).map(\.rawValue)
        return names.isEmpty
            ? "\(who) No API token." : "\(who) API tokens with the scope \(names.joined(separator: " or "))."
    }
}
