internal import CMinHash
internal import Glibc

/// A set of hashes that may hold some more than were added, a bit each (Bloom 1970, with one function).
final class HashFilter: @unchecked Sendable {
    private static let bitsEach = 16
    /// With fewer, more than an eighth of all others would be taken for members.
    private static let fewestBitsEach = 8

    private let bits: UnsafeMutablePointer<UInt64>
    private let mask: UInt64

    /// - Parameters:
    ///   - count: of the hashes that will be added, about.
    ///   - most: bytes it may have.
    init(count: Int, most: Int) {
        var size = 64
        while size < count * Self.bitsEach, size * 2 <= most * 8 { size *= 2 }
        mask = UInt64(size - 1)
        bits = calloc(size / 64, 8)!.bindMemory(to: UInt64.self, capacity: size / 64)
    }

    deinit { free(bits) }

    /// Hashes that a filter of so many bytes can tell from others.
    static func capacity(_ bytes: Int) -> Int { bytes * 8 / fewestBitsEach }

    /// May be called on several threads at once.
    func add(_ hashes: [UInt64]) { hash_filter_add(bits, mask, hashes, hashes.count) }

    /// Leaves of `hashes` those that may have been added.
    func select(_ hashes: [UInt64], into selected: inout [UInt64]) {
        selected.removeAll(keepingCapacity: true)
        selected.append(contentsOf: repeatElement(0, count: hashes.count + 1))
        let count = selected.withUnsafeMutableBufferPointer {
            hash_filter_select(bits, mask, hashes, hashes.count, $0.baseAddress)
        }
        selected.removeLast(selected.count - count)
    }
}
