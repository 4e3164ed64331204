/// Random numbers that are the same on every run and machine (SplitMix64: Steele, Lea and Flood 2014). Not for secrets.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    @inlinable
    package init(seed: UInt64) { state = seed }

    @inlinable
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.finalised(state)
    }

    /// In 0 ..< 1, of 2⁵³ steps.
    @inlinable
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Every bit of the result depends on every bit of the value.
    @inlinable
    package static func mix(_ value: UInt64) -> UInt64 { finalised(value &+ 0x9E37_79B9_7F4A_7C15) }

    @inlinable
    static func finalised(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
