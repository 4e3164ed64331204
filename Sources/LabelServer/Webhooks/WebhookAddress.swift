import Foundation
import NIOCore
import NIOPosix

/// Where a webhook goes, and what addresses it may resolve to: whoever runs a project must not reach, through the server,
/// what only the server can.
struct WebhookAddress: Sendable {
    private static let longest = 2000

    let url: String
    let host: String
    let port: Int

    /// - Parameter allowsPrivate: whether plain HTTP and addresses of this network will do.
    /// - Throws: `Problem` (422) for a text that is no such URL.
    init(_ text: String, allowsPrivate: Bool) throws {
        // Of the two, `URLComponents` decodes what the client would look up as it stands ("xn--…", "%61").
        guard text.utf8.count <= Self.longest, let parts = URLComponents(string: text),
            let host = URL(string: text)?.host(percentEncoded: true), !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), parts.fragment == nil,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Problem.invalid("url", "That is no URL such as https://example.org/hooks; write one.") }
        guard parts.user == nil, parts.password == nil else {
            throw Problem.invalid("url", "Leave name and password out of the URL; the signature proves who sends.")
        }
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        guard name.utf8.allSatisfy(Self.isOfName) else {
            throw Problem.invalid("url", "The host is no name of letters, digits, hyphens and points; write it so.")
        }
        guard allowsPrivate || scheme == "https" else {
            throw Problem.invalid("url", "Messages go out by https only; the server's operator can allow others.")
        }
        url = text
        self.host = name
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }

    /// Whether a byte can stand in a host's name (RFC 1123; underscores are common) or in an IPv6 address.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    /// An address of the host, the one to connect to.
    ///
    /// - Throws: `WebhookFailure` when the host has none, or one that must not be reached: then none of them is tried,
    ///   since who answers the name may answer otherwise the next time.
    func resolved(allowsPrivate: Bool) async throws -> String {
        let addresses = try await blocking { try Self.addresses(of: host, port: port) }
        guard let first = addresses.first?.ipAddress else {
            throw WebhookFailure("The host \(host) has no address.")
        }
        guard allowsPrivate || addresses.allSatisfy(PublicAddress.isPublic) else {
            throw WebhookFailure(
                "The host \(host) has an address that is not of the public internet; the server's operator can allow it."
            )
        }
        return first
    }

    private static func addresses(of host: String, port: Int) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else {
            throw WebhookFailure("The name \(host) cannot be resolved.")
        }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = SocketAddress(entry) { found.append(address) }
            next = entry.ai_next
        }
        return found
    }
}

extension SocketAddress {
    fileprivate init?(_ entry: addrinfo) {
        guard let address = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
        case AF_INET6:
            self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
        default: return nil
        }
    }
}

/// Why a message was not taken, for a person.
struct WebhookFailure: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
