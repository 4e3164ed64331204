internal import Crypto
internal import QuorumCore

/// SHA-256 over a sequence of texts, each as a netstring (`LENGTH:BYTES,`, D. J. Bernstein 1997), so that different
/// sequences never read alike.
struct NetstringDigest {
    private var hasher = SHA256()
    private var buffer: [UInt8] = []

    mutating func add(_ text: String) {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: String(text.utf8.count).utf8)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(contentsOf: text.utf8)
        buffer.append(UInt8(ascii: ","))
        hasher.update(data: buffer)
    }

    mutating func add(_ texts: String...) {
        for text in texts { add(text) }
    }

    /// 64 lower-case digits.
    var hexadecimal: String { hasher.finalize().hexadecimal }
}
