/// The part of the model that remembers: one step of the long short-term memory a window, and its verdict.
struct SpeechMemory: ~Copyable {
    private static let units = SpeechModel.memory

    private let model: SpeechModel
    private let gates = FloatBuffer(4 * units)
    private let cell = FloatBuffer(units)
    private let hidden = FloatBuffer(units)

    init(_ model: SpeechModel) { self.model = model }

    /// The probability that there is speech in the next window.
    ///
    /// - Parameter input: what its sound adds to the gates.
    func step(_ input: UnsafePointer<Float>) -> Float {
        model.gatesOfMemory.apply(rows: 1, hidden.start, addingTo: input, output: gates.start)
        var sum = SIMD8<Float>.zero
        model.decoder.withUnsafeBufferPointer { decoder in
            let weights = UnsafeRawPointer(decoder.baseAddress!)
            for unit in stride(from: 0, to: Self.units, by: 8) {
                let enter = Logistic.sigmoid(gates[vector: unit])
                let leave = Logistic.sigmoid(gates[vector: Self.units + unit])
                let keep = Logistic.sigmoid(gates[vector: 2 * Self.units + unit])
                let new = Logistic.tanh(gates[vector: 3 * Self.units + unit])
                let kept = keep * cell[vector: unit] + enter * new
                let shown = leave * Logistic.tanh(kept)
                cell[vector: unit] = kept
                hidden[vector: unit] = shown
                let weight = weights.loadUnaligned(fromByteOffset: 4 * unit, as: SIMD8<Float>.self)
                sum += weight * shown.replacing(with: 0, where: shown .< 0)
            }
        }
        return Logistic.sigmoid(SIMD8(repeating: sum.sum() + model.decoderOffset))[0]
    }
}

/// The logistic function and its relative, within a few units of the seventh digit.
enum Logistic {
    typealias Vector = SIMD8<Float>

    @inline(__always)
    static func sigmoid(_ value: Vector) -> Vector { 1 / (1 + exponential(-value)) }

    @inline(__always)
    static func tanh(_ value: Vector) -> Vector { 2 / (1 + exponential(-2 * value)) - 1 }

    /// e to the power of each, which is kept within ±87, where a float still holds the result.
    ///
    /// The power of two next to it, times a polynomial for the rest.
    @inline(__always)
    static func exponential(_ value: Vector) -> Vector {
        let bounded = value.clamped(lowerBound: Vector(repeating: -87), upperBound: Vector(repeating: 87))
        // Adding 1.5 * 2^23 rounds to a whole number, which is then in the lowest bits.
        let shifted = bounded * Float(1.442_695_04) + Vector(repeating: 12_582_912)
        let whole = shifted - 12_582_912
        let rest = bounded - whole * Float(0.693_359_375) + whole * Float(2.121_944_4e-4)
        var sum = Vector(repeating: 1.987_569_1e-4)
        sum = sum * rest + Float(1.398_199_9e-3)
        sum = sum * rest + Float(8.333_452e-3)
        sum = sum * rest + Float(4.166_579_6e-2)
        sum = sum * rest + Float(0.166_666_65)
        sum = sum * rest + Float(0.5)
        sum = sum * rest * rest + rest + 1
        let power = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23
        return unsafeBitCast(unsafeBitCast(sum, to: SIMD8<UInt32>.self) &+ power, to: Vector.self)
    }
}
