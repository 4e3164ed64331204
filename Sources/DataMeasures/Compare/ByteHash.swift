/// A fast 64-bit hash of byte strings, the same on every run; equal hashes must be verified byte for byte.
///
/// After wyhash: two words at a time are multiplied to 128 bits, whose halves are folded.
enum ByteHash {
    private static let keys: (UInt64, UInt64, UInt64) = (
        0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3
    )

    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inline(__always)
    static func hash(word: UInt64, seed: UInt64) -> UInt64 { mix(word ^ keys.0, seed ^ keys.1) }

    @inline(__always)
    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        let count = bytes.count
        var state = seed ^ keys.0
        var position = 0
        while count - position > 16 {
            let a = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let b = bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
            state = mix(a ^ keys.1, b ^ state)
            position += 16
        }
        var a: UInt64 = 0
        var b: UInt64 = 0
        let left = count - position
        if left >= 8 {
            a = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            b = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if left >= 4 {
            a = UInt64(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            b = UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        } else if left > 0 {
            a = UInt64(bytes[position]) << 16 | UInt64(bytes[position + left / 2]) << 8 | UInt64(bytes[count - 1])
        }
        return mix(keys.2 ^ UInt64(count), mix(a ^ keys.1, b ^ state))
    }
}
