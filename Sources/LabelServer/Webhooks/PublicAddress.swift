import Foundation
import NIOCore

/// Addresses of the public internet: all but those that IANA's registries of special-purpose addresses keep for other ends
/// (RFC 6890), which may lead to this machine, its network or its cloud's own services.
enum PublicAddress {
    private struct Block {
        let prefix: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            guard address.count == prefix.count else { return false }
            for index in 0..<bits {
                let mask = UInt8(0x80) >> (index % 8)
                guard address[index / 8] & mask == prefix[index / 8] & mask else { return false }
            }
            return true
        }
    }

    private static let special: [Block] = [
        v4(0, 0, 0, 0, 8), v4(10, 0, 0, 0, 8), v4(100, 64, 0, 0, 10), v4(127, 0, 0, 0, 8),
        v4(169, 254, 0, 0, 16), v4(172, 16, 0, 0, 12), v4(192, 0, 0, 0, 24), v4(192, 0, 2, 0, 24),
        v4(192, 88, 99, 0, 24), v4(192, 168, 0, 0, 16), v4(198, 18, 0, 0, 15),
        v4(198, 51, 100, 0, 24), v4(203, 0, 113, 0, 24), v4(224, 0, 0, 0, 3),
    ]
    /// Global unicast, the only part of IPv6 that is routed at large.
    private static let global = Block(prefix: [0x20] + zeros(15), bits: 3)
    private static let exceptions: [Block] = [
        // IETF protocols (Teredo among them), documentation, 6to4.
        Block(prefix: [0x20, 0x01, 0x00, 0x00] + zeros(12), bits: 23),
        Block(prefix: [0x20, 0x01, 0x0D, 0xB8] + zeros(12), bits: 32),
        Block(prefix: [0x20, 0x02] + zeros(14), bits: 16),
        Block(prefix: [0x3F, 0xFF] + zeros(14), bits: 20),
    ]
    private static let mapped = Block(prefix: zeros(10) + [0xFF, 0xFF] + zeros(4), bits: 96)
    /// NAT64: an IPv4 address stands at the end.
    private static let translated = Block(prefix: [0x00, 0x64, 0xFF, 0x9B] + zeros(12), bits: 96)

    static func isPublic(_ address: SocketAddress) -> Bool {
        switch address {
        case .v4(let address): withUnsafeBytes(of: address.address.sin_addr) { isPublic(Array($0)) }
        case .v6(let address): withUnsafeBytes(of: address.address.sin6_addr) { isPublic(Array($0)) }
        case .unixDomainSocket: false
        }
    }

    /// - Parameter bytes: 4 or 16 of them, as they go over the network.
    static func isPublic(_ bytes: [UInt8]) -> Bool {
        if bytes.count == 4 { return !special.contains { $0.contains(bytes) } }
        if mapped.contains(bytes) || translated.contains(bytes) { return isPublic(Array(bytes.suffix(4))) }
        return global.contains(bytes) && !exceptions.contains { $0.contains(bytes) }
    }

    private static func v4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ bits: Int) -> Block {
        Block(prefix: [a, b, c, d], bits: bits)
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
