internal import AsyncHTTPClient
internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import QuorumCore

/// One call of the storage's REST interface.
struct S3Call: Sendable {
    enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// - Parameter sha256: of the part, in hexadecimal.
        case file(FilePart, sha256: String)
    }

    let method: HTTPMethod
    /// Inside the bucket; empty for the bucket itself.
    var key = ""
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var body = Body.none
}

/// Sends signed calls to one bucket, again where that may help.
final class S3Client: Sendable {
    /// Waits before the second attempt and those after it, each up to twice as long, so that clients do not come together.
    private static let pauses: [Duration] = [.milliseconds(100), .milliseconds(400), .milliseconds(1500)]
    private static let connectTime: TimeAmount = .seconds(5)
    /// Without a byte.
    private static let readTime: TimeAmount = .seconds(30)
    /// Until an answer begins; more where much is sent.
    private static let answerTime: TimeAmount = .seconds(30)
    /// Bytes a second that a storage takes at the least.
    private static let slowest: Int64 = 128 << 10
    /// Bytes of a refusal or a page of keys.
    static let longestText = 4 << 20

    let settings: S3Settings
    private let signature: SignatureV4
    private let http: HTTPClient
    private let now: @Sendable () -> Timestamp

    init(_ settings: S3Settings, now: @escaping @Sendable () -> Timestamp) {
        self.settings = settings
        self.now = now
        signature = SignatureV4(credentials: settings.credentials, region: settings.region)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: Self.connectTime, read: Self.readTime))
        configuration.httpVersion = .http1Only
        // The pauses between attempts are made here.
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async { try? await http.shutdown() }

    /// - Returns: an answer of success, its body not yet read.
    /// - Throws: `MediaError`.
    func send(_ call: S3Call) async throws -> HTTPClientResponse {
        var pauses = Self.pauses[...]
        while true {
            do {
                return try await sendOnce(call)
            } catch let error as MediaError where error.code == .unreachable {
                guard let pause = pauses.popFirst() else { throw error }
                try await Task.sleep(for: pause * Double.random(in: 1...2))
            }
        }
    }

    /// The same, with its body as text.
    func text(_ call: S3Call) async throws -> String {
        let answer = try await send(call)
        do {
            return String(buffer: try await answer.body.collect(upTo: Self.longestText))
        } catch let error as CancellationError {
            throw error
        } catch {
            throw MediaError(.unreachable, "\(place) broke off its answer; try again.")
        }
    }

    /// An address for `GET` that works until `life` is over.
    func address(_ call: S3Call, at endpoint: S3Endpoint, for life: Duration) -> String {
        endpoint.origin + signature.presigned(request(call, to: endpoint), for: life, at: now()).target
    }

    /// What an operator knows the bucket by.
    var place: String { "The storage \(settings.endpoint.origin) (\(settings.name))" }

    private func request(_ call: S3Call, to endpoint: S3Endpoint) -> SignatureV4.Request {
        SignatureV4.Request(
            method: call.method.rawValue, host: endpoint.host,
            path: "/\(settings.bucket)" + (call.key.isEmpty ? "" : "/\(settings.prefix)\(call.key)"),
            query: call.query, headers: call.headers)
    }

    private func sendOnce(_ call: S3Call) async throws -> HTTPClientResponse {
        let signed = signature.signed(
            request(call, to: settings.endpoint), payloadHash: call.body.sha256, at: now())
        var request = HTTPClientRequest(url: settings.endpoint.origin + signed.target)
        request.method = call.method
        request.headers.add(name: "Host", value: settings.endpoint.host)
        for header in signed.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = call.body.content
        let time = Self.answerTime + .seconds(call.body.length / Self.slowest)
        let answer: HTTPClientResponse
        do {
            answer = try await http.execute(request, timeout: time)
        } catch let error as CancellationError {
            throw error
        } catch let error as MediaError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw MediaError(
                .unreachable, "\(place) cannot be reached (\(error)); see that it runs and AWS_ENDPOINT_URL is right.")
        }
        guard (200..<300).contains(answer.status.code) else {
            let text = try? await answer.body.collect(upTo: Self.longestText)
            throw refusal(call, status: answer.status, text.map { String(buffer: $0) } ?? "")
        }
        return answer
    }

    /// What to tell of an answer that is no success.
    func refusal(_ call: S3Call, status: HTTPResponseStatus, _ text: String) -> MediaError {
        let code = S3Document(text)?.first("Code") ?? ""
        switch (code, status.code) {
        case ("NoSuchBucket", _):
            return MediaError(.noBucket, "\(place) has no bucket \"\(settings.bucket)\"; make it, or name another.")
        case ("InvalidAccessKeyId", _), ("SignatureDoesNotMatch", _):
            return MediaError(
                .refused,
                "\(place) does not take the access key \(settings.credentials.accessKey) (\(code)); "
                    + "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
        case ("RequestTimeTooSkewed", _):
            return MediaError(.clock, "The clock of this machine differs from that of \(place); set it right.")
        case ("AuthorizationHeaderMalformed", _), ("PermanentRedirect", _), (_, 301), (_, 307):
            return MediaError(.refused, "\(place) is of another region than \(settings.region); set AWS_REGION.")
        case ("QuotaExceeded", _), (_, 507):
            return MediaError(.full, "\(place) is full; make room there.")
        case (_, 403), (_, 401):
            return MediaError(
                .refused,
                "\(place) does not let the access key \(settings.credentials.accessKey) \(call.method.rawValue) "
                    + "\"\(call.key)\" (\(code.isEmpty ? "\(status.code)" : code)); let it read, write, list and "
                    + "delete there, or check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
        case (_, 404): return MediaError(.missing, "\(place) has no \"\(call.key)\".")
        case ("RequestTimeout", _), ("SlowDown", _), (_, 408), (_, 429), (_, 500...):
            return MediaError(.unreachable, "\(place) answered \(status.code) \(code); try again in a moment.")
        default:
            let reason = S3Document(text)?.first("Message") ?? "status \(status.code)"
            return MediaError(.failed, "\(place) refused \(call.method.rawValue) \"\(call.key)\": \(code) \(reason)")
        }
    }
}

extension S3Call.Body {
    fileprivate var sha256: String {
        switch self {
        case .none: SHA256.hash(data: [UInt8]()).hexadecimal
        case .bytes(let bytes): SHA256.hash(data: bytes).hexadecimal
        case .file(_, let sha256): sha256
        }
    }

    fileprivate var length: Int64 {
        switch self {
        case .none: 0
        case .bytes(let bytes): Int64(bytes.count)
        case .file(let part, _): part.length
        }
    }

    fileprivate var content: HTTPClientRequest.Body? {
        switch self {
        case .none: nil
        case .bytes(let bytes): .bytes(ByteBuffer(bytes: bytes))
        case .file(let part, _): .stream(part, length: .known(part.length))
        }
    }
}
