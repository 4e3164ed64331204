import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import Logging
import NIOCore
import QuorumCore

/// Lets callers repeat a POST they have no answer to: with the header `Idempotency-Key`
/// (draft-ietf-httpapi-idempotency-key-header) it takes effect once, and each repetition gets the first answer.
struct Idempotency: Sendable {
    /// Characters of a key: enough that nobody guesses it, since it also opens the answer.
    static let keyLength = 16...255
    /// How long an attempt is waited for; requests end sooner, or their server died.
    private static let lease: Duration = .seconds(60)
    private static let keeping: Duration = .seconds(86_400)
    /// Bytes of the longest answer that is kept.
    private static let longestAnswer = 1 << 20
    /// Their bodies are too long to be read first; they are told apart by their length.
    private static let streamed: Set<Endpoint> = [.upload, .importFile]

    let store: LabelStore

    /// Whether calls of an endpoint may have a key: those that change something, of callers who are known.
    static func isTaken(by endpoint: Endpoint) -> Bool { endpoint.method == .post && endpoint.access != .anybody }

    /// - Parameter perform: does what is asked and answers it.
    func answer(
        _ request: Request, _ context: VisitorContext, to endpoint: Endpoint,
        perform: (Request) async throws -> Response
    ) async throws -> Response {
        guard Self.isTaken(by: endpoint), let user = context.admitted?.admission.user,
            let text = request.headers[.idempotencyKey]
        else { return try await perform(request) }
        let key = try IdempotencyKey(text)
        let (request, fingerprint) = try await Self.fingerprint(of: request, to: endpoint)
        let attempt = RepeatableRequest(user: user.id, keyHash: key.hash, claim: Secret().text)
        switch try await store.begin(
            attempt, fingerprint: fingerprint, lease: Self.lease, keeping: Self.keeping, at: .now)
        {
        case .claimed: return try await first(attempt, request, context, key: key, perform: perform)
        case .answered(let sealed): return try key.open(sealed).replay()
        case .inProgress: throw Problem.beingDone
        case .answerLost: throw Problem.answerLost
        case .otherRequest: throw Problem.keyOfAnother
        }
    }

    private func first(
        _ attempt: RepeatableRequest, _ request: Request, _ context: VisitorContext, key: IdempotencyKey,
        perform: (Request) async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await RepeatableRequest.$current.withValue(attempt) {
                do {
                    return try await perform(request)
                } catch {
                    // A request that did not come in whole is no attempt: its repetition is the first.
                    guard let problem = Problem(answering: error), problem.status.code < 500,
                        problem.status != .badRequest
                    else { throw error }
                    return try problem.response(from: request, context: context)
                }
            }
            let answer = try await KeptAnswer(response, upTo: Self.longestAnswer)
            do {
                try await store.keep(answer: key.seal(answer), to: attempt)
            } catch {
                context.logger.warning("An answer cannot be kept", metadata: ["error": "\(error)"])
            }
            return answer.response()
        } catch {
            // What took effect is remembered; what did not may be tried again at once.
            try? await store.giveUp(attempt)
            throw error
        }
    }

    /// A digest of all that makes the request, and the request to go on with.
    private static func fingerprint(of request: Request, to endpoint: Endpoint) async throws -> (Request, String) {
        var request = request
        var parts = [
            request.method.rawValue, request.uri.string, request.headers[.contentType] ?? "",
        ]
        if streamed.contains(endpoint) {
            parts.append(request.headers[.contentLength] ?? "")
        } else {
            let body = try await request.body.collect(upTo: APIDecoder.limit)
            parts.append(SHA256.hash(data: canonical(Data(body.readableBytesView))).hexadecimal)
            request.body = RequestBody(buffer: body)
        }
        let text = parts.map { "\($0.utf8.count):\($0)," }.joined()
        return (request, SHA256.hash(data: Data(text.utf8)).hexadecimal)
    }
}

/// JSON with its members in order, since not every program writes the same object the same way twice.
private func canonical(_ body: Data) -> Data {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: body) else { return body }
    return (try? JSONEncoder.api.encode(value)) ?? body
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
    static let idempotentReplayed = Self("Idempotent-Replayed")!
}

extension Problem {
    fileprivate static var beingDone: Problem {
        var problem = conflict("This request is being done; repeat it in a moment to get its answer.")
        problem.headers[.retryAfter] = "1"
        return problem
    }
    fileprivate static let answerLost = conflict(
        "This request was done, but the server stopped before it could answer. Look at what is there; do not send it "
            + "again under another key.")
    fileprivate static let keyOfAnother = Problem(
        .unprocessableContent, "This Idempotency-Key was used for another request; take a new key for each.")
}
