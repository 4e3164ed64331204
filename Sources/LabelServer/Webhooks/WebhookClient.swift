import AsyncHTTPClient
import Foundation
import LabelStore
import NIOCore
import NIOHTTP1
import QuorumCore

/// Sends one message to one address: signed, to a checked address of its host, following no redirect, within a time.
struct WebhookClient: Sendable {
    private static let connectTime: TimeAmount = .seconds(5)
    /// To the end of the answer's head. Its body is not waited for: byte by byte it could take for ever.
    private static let answerTime: TimeAmount = .seconds(15)

    /// Whether addresses that are not of the public internet will do.
    let allowsPrivate: Bool

    func send(_ message: WebhookMessage, at: Timestamp) async -> WebhookOutcome {
        do {
            let address = try WebhookAddress(message.url, allowsPrivate: allowsPrivate)
            let status = try await post(message, to: address, at: at)
            guard (200..<300).contains(status) else {
                let hint = (300..<400).contains(status) ? ", and redirects are not followed" : ""
                return WebhookOutcome(status: status, failure: "The address answered with \(status)\(hint).")
            }
            return WebhookOutcome(status: status, failure: nil)
        } catch let failure as WebhookFailure {
            return WebhookOutcome(status: nil, failure: failure.message)
        } catch let problem as Problem {
            return WebhookOutcome(status: nil, failure: problem.detail)
        } catch {
            return WebhookOutcome(status: nil, failure: "The address gave no answer in time, or none that is HTTP.")
        }
    }

    /// - Returns: the status of the answer.
    private func post(_ message: WebhookMessage, to address: WebhookAddress, at: Timestamp) async throws -> Int {
        let checked = try await address.resolved(allowsPrivate: allowsPrivate)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectTime, read: Self.answerTime))
        // The name was looked up once, and what was checked is what is connected to; TLS still checks the name.
        configuration.dnsOverride = [address.host: checked]
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let answer = try await client.execute(request(message, at: at), timeout: Self.answerTime)
            try await client.shutdown()
            return Int(answer.status.code)
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func request(_ message: WebhookMessage, at: Timestamp) -> HTTPClientRequest {
        let id = "msg_\(message.webhook)_\(message.delivery.id)"
        let seconds = at.milliseconds / 1000
        var request = HTTPClientRequest(url: message.url)
        request.method = .POST
        request.headers = [
            "Content-Type": "application/json", "User-Agent": "Quorum", "webhook-id": id,
            "webhook-timestamp": "\(seconds)",
            "webhook-signature": WebhookSignature.header(
                message: id, seconds: seconds, payload: message.delivery.payload, secret: message.secret),
        ]
        request.body = .bytes(ByteBuffer(string: message.delivery.payload))
        return request
    }
}
