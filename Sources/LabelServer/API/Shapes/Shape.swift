import QuorumCore

/// What a call takes and gives.
struct Shape {
    /// The values after `?`, by name.
    var query: [String: Schema.Value] = [:]
    var requiredQuery: Set<String> = []
    /// Whether the answer has an ETag, and whether a change has to name it in If-Match.
    var hasTag = false
    var needsTag = false
    /// Header fields of the request that the call has beyond HTTP's own, by name.
    var headers: [String: Schema.Value] = [:]
    var requiredHeaders: Set<String> = []
    /// Media type and schema of the body; nil: it takes none.
    var body: (media: String, schema: Schema.Value)?
    let status: Int
    /// Media type and schema of the answer; nil: it has no body.
    let answer: (media: String, schema: Schema.Value)?
    /// Other statuses without a body that are fine.
    var orEmpty: Int?

    /// JSON out, with 200.
    static func json(
        _ answer: Schema.Value, takes body: Schema.Value? = nil, query: [String: Schema.Value] = [:],
        orEmpty: Int? = nil
    ) -> Shape {
        json(200, answer, takes: body, query: query, orEmpty: orEmpty)
    }

    /// JSON in, JSON out.
    static func json(
        _ status: Int, _ answer: Schema.Value?, takes body: Schema.Value? = nil,
        query: [String: Schema.Value] = [:], orEmpty: Int? = nil
    ) -> Shape {
        Shape(
            query: query, body: body.map { ("application/json", $0) }, status: status,
            answer: answer.map { ("application/json; charset=utf-8", $0) }, orEmpty: orEmpty)
    }

    /// The same, with the ETag of what it shows.
    var tagged: Shape {
        var shape = self
        shape.hasTag = true
        return shape
    }

    /// The same, for a change that names in If-Match what it was made of.
    var conditional: Shape {
        var shape = self
        shape.needsTag = true
        return shape
    }

    /// The same, taking a merge patch.
    var patching: Shape {
        var shape = conditional.tagged
        shape.body?.media = APIDecoder.mergePatch
        return shape
    }

    /// A file out.
    static func file(_ media: String) -> Shape {
        Shape(status: 200, answer: (media, media == "application/json" ? [:] : ["type": "string"]))
    }
}
