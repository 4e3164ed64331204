import Foundation
import Testing

@testable import LabelServer

/// Where webhooks may go, and how what is sent is signed.
@Suite struct WebhookTests {
    @Test(arguments: [
        ("1.1.1.1", true), ("93.184.216.34", true), ("127.0.0.1", false), ("10.1.2.3", false), ("172.16.0.1", false),
        ("172.31.255.255", false), ("172.32.0.1", true), ("192.168.1.1", false), ("169.254.169.254", false),
        ("100.64.0.1", false), ("0.0.0.0", false), ("224.0.0.1", false), ("255.255.255.255", false),
        ("198.18.0.1", false), ("203.0.113.9", false),
    ])
    func addressesOfThisNetworkAreKnown(text: String, isPublic: Bool) {
        let bytes = text.split(separator: ".").compactMap { UInt8($0) }
        #expect(PublicAddress.isPublic(bytes) == isPublic)
        let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
        #expect(PublicAddress.isPublic(mapped + bytes) == isPublic, "mapped into IPv6")
        #expect(PublicAddress.isPublic(translated + bytes) == isPublic, "by NAT64")
    }

    @Test(
        arguments: [
            ([0x26, 0x06, 0x47, 0x00], true), ([0xFE, 0x80, 0, 0], false), ([0xFC, 0, 0, 0], false),
            ([0xFD, 0, 0, 0], false), ([0xFF, 0x02, 0, 0], false), ([0x20, 0x01, 0x0D, 0xB8], false),
            ([0x20, 0x02, 0x7F, 0], false), ([0x20, 0x01, 0, 0], false), ([0, 0, 0, 0], false),
        ] as [([UInt8], Bool)])
    func addressesOfIPv6AreKnown(start: [UInt8], isPublic: Bool) {
        let rest = [UInt8](repeating: 0, count: 11) + [1]
        #expect(PublicAddress.isPublic(start + rest) == isPublic)
    }

    @Test(arguments: [
        "http://example.org", "ftp://example.org", "https://", "https://me:word@example.org", "https://example.org/#a",
        "https://exa mple.org", "example.org", "",
    ])
    func onlyPlainAddressesAreTaken(url: String) {
        #expect(throws: Problem.self) { try WebhookAddress(url, allowsPrivate: false) }
    }

    @Test(arguments: ["https://127.0.0.1/", "https://localhost/", "https://[::1]:9/", "https://169.254.169.254/latest"])
    func privateAddressesAreRefused(url: String) async throws {
        let address = try WebhookAddress(url, allowsPrivate: false)
        await #expect(throws: WebhookFailure.self) { _ = try await address.resolved(allowsPrivate: false) }
    }

    /// What is checked is what is connected to: the client looks up what `URL` says the host is.
    @Test(arguments: [
        "https://xn--80ak6aa92e.com/", "https://EXAMPLE.org:8443/a", "https://[2606:4700::1111]:444/",
        "https://1.1.1.1", "https://a_b.example.org/?q=%61",
    ])
    func theHostCheckedIsTheOneThatIsAsked(url: String) throws {
        #expect(try WebhookAddress(url, allowsPrivate: false).host == URL(string: url)?.host)
    }

    @Test(arguments: ["https://ex%61mple.org/", "https://a%2eb/", "https://exa$mple.org/"])
    func hostsThatReadDifferentlyAreRefused(url: String) {
        #expect(throws: Problem.self) { try WebhookAddress(url, allowsPrivate: false) }
    }

    @Test func messagesAreSignedAsTheSpecificationSays() {
        // Of the specification's reference libraries.
        let header = WebhookSignature.header(
            message: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, payload: #"{"test": 2432232314}"#,
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }
}
