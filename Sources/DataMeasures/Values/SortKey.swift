/// Numbers as unsigned integers that sort like them.
enum SortKey {
    private static let sign: UInt64 = 1 << 63

    @inline(__always)
    static func of(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ sign }

    @inline(__always)
    static func integer(_ key: UInt64) -> Int64 { Int64(bitPattern: key ^ sign) }

    /// Both zeros have one key.
    ///
    /// - Parameter value: not not-a-number.
    @inline(__always)
    static func of(_ value: Double) -> UInt64 {
        let bits = (value == 0 ? 0 : value).bitPattern
        return bits & sign == 0 ? bits | sign : ~bits
    }

    @inline(__always)
    static func real(_ key: UInt64) -> Double { Double(bitPattern: key & sign == 0 ? ~key : key ^ sign) }
}
