internal import Foundation

/// Power spectra of frames under a Hann window, by a fast Fourier transform of a power of two.
final class PowerSpectrum {
    let length: Int
    private let window: [Float]
    /// cos and -sin of 2πk/length.
    private let cosines: [Float]
    private let sines: [Float]
    private let reversed: [Int]
    private let real: UnsafeMutablePointer<Float>
    private let imaginary: UnsafeMutablePointer<Float>

    /// - Precondition: `length` is a power of two.
    init(length: Int) {
        self.length = length
        let turn = 2 * Double.pi / Double(length)
        window = (0..<length).map { Float(0.5 - 0.5 * cos(turn * Double($0))) }
        cosines = (0..<length / 2).map { Float(cos(turn * Double($0))) }
        sines = (0..<length / 2).map { Float(-sin(turn * Double($0))) }
        let bits = length.trailingZeroBitCount
        reversed = (0..<length).map { index in
            (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
        }
        real = .allocate(capacity: length)
        imaginary = .allocate(capacity: length)
    }

    deinit {
        real.deallocate()
        imaginary.deallocate()
    }

    /// Adds the power of each of the first `length / 2 + 1` frequencies to `powers`.
    ///
    /// - Parameter frame: `length` samples.
    func add(_ frame: UnsafePointer<Float>, to powers: inout [Float]) {
        window.withUnsafeBufferPointer { window in
            reversed.withUnsafeBufferPointer { reversed in
                for index in 0..<length {
                    real[reversed[index]] = frame[index] * window[index]
                    imaginary[index] = 0
                }
            }
        }
        transform()
        powers.withUnsafeMutableBufferPointer { powers in
            for index in powers.indices {
                powers[index] += real[index] * real[index] + imaginary[index] * imaginary[index]
            }
        }
    }

    private func transform() {
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                var half = 1
                while half < length {
                    let step = length / (2 * half)
                    var start = 0
                    while start < length {
                        butterflies(start, half, step, cosines.baseAddress!, sines.baseAddress!)
                        start += 2 * half
                    }
                    half *= 2
                }
            }
        }
    }

    @inline(__always)
    private func butterflies(
        _ start: Int, _ half: Int, _ step: Int, _ cosines: UnsafePointer<Float>, _ sines: UnsafePointer<Float>
    ) {
        for offset in 0..<half {
            let (c, s) = (cosines[offset &* step], sines[offset &* step])
            let low = start &+ offset
            let high = low &+ half
            let x = real[high] * c - imaginary[high] * s
            let y = real[high] * s + imaginary[high] * c
            real[high] = real[low] - x
            imaginary[high] = imaginary[low] - y
            real[low] += x
            imaginary[low] += y
        }
    }
}
