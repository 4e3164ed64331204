import HTTPTypes
import Hummingbird

/// A JSON answer with a status of its own.
struct Answer<Body: Encodable & Sendable>: ResponseGenerator {
    let status: HTTPResponse.Status
    let body: Body
    /// Of what can be changed, as it is now.
    var tag: EntityTag?

    static func created(_ body: Body) -> Answer { Answer(status: .created, body: body) }
    static func accepted(_ body: Body) -> Answer { Answer(status: .accepted, body: body) }
    static func ok(_ body: Body, tag: EntityTag? = nil) -> Answer { Answer(status: .ok, body: body, tag: tag) }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var response = try context.responseEncoder.encode(body, from: request, context: context)
        response.status = status
        if let tag { response.headers[.eTag] = tag.text }
        return response
    }
}

/// A value that is written as `null` when there is none, so that the answer always has the field.
@propertyWrapper
struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
    var wrappedValue: Value?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
