/// The part of the model that knows no past: from samples to the gates' inputs, for many windows at once.
///
/// A window is 512 samples after 64 of the one before. It is taken as four frames of 256 samples, 128 apart, the last
/// of them filled up with 64 mirrored samples. Every layer is one matrix product a frame over the rows of all windows.
struct SpeechEncoder: ~Copyable {
    /// Windows of a block; a multiple of the rows that a matrix product takes at a time.
    static let windows = 48
    static let context = 64
    static let frames = 4

    private static let padded = context + SpeechModel.windowLength + 64
    private static let folded = 128

    private let model: SpeechModel
    private let window = FloatBuffer(padded)
    private let sums = FloatBuffer(windows * frames * folded)
    private let differences = FloatBuffer(windows * frames * folded)
    private let real: FloatBuffer
    private let imaginary: FloatBuffer
    private let spectrum = FloatBuffer(windows * frames * SpeechModel.bins + 8)
    private let first = FloatBuffer(windows * 4 * 128)
    private let second = FloatBuffer(windows * 2 * 64)
    private let third = FloatBuffer(windows * 64)
    private let fourth = FloatBuffer(windows * 128)
    /// The result: for each window what its sound adds to the gates.
    let gates = FloatBuffer(windows * 4 * SpeechModel.memory)

    init(_ model: SpeechModel) {
        self.model = model
        real = FloatBuffer(Self.windows * Self.frames * model.cosines.width)
        imaginary = FloatBuffer(Self.windows * Self.frames * model.sines.width)
    }

    /// - Parameter samples: the 64 samples before the first window, then all windows.
    func encode(_ samples: UnsafePointer<Float>) {
        for index in 0..<Self.windows { fold(samples + index * SpeechModel.windowLength, window: index) }
        measure()
        convolve()
        model.gatesOfInput.apply(
            rows: Self.windows, fourth.start, inputStride: 128, output: gates.start,
            outputStride: 4 * SpeechModel.memory)
    }

    /// Adds and subtracts the mirrored samples of a window's frames.
    private func fold(_ samples: UnsafePointer<Float>, window index: Int) {
        let length = Self.context + SpeechModel.windowLength
        window.start.update(from: samples, count: length)
        for sample in 0..<64 { window.start[length + sample] = samples[length - 2 - sample] }
        for frame in 0..<Self.frames {
            let from = window.start + frame * 128
            let place = (index * Self.frames + frame) * Self.folded
            for sample in 1..<128 {
                sums.start[place + sample - 1] = from[sample] + from[256 - sample]
                differences.start[place + sample - 1] = from[sample] - from[256 - sample]
            }
            sums.start[place + 127] = from[128]
        }
    }

    /// Magnitudes of the spectra of all frames.
    private func measure() {
        let (model, rows) = (self.model, Self.windows * Self.frames)
        model.cosines.apply(
            rows: rows, sums.start, inputStride: Self.folded, output: real.start, outputStride: model.cosines.width)
        model.sines.apply(
            rows: rows, differences.start, inputStride: Self.folded, output: imaginary.start,
            outputStride: model.sines.width)
        for row in 0..<rows {
            let from = row * model.cosines.width
            let place = row * SpeechModel.bins
            // The seven floats beyond the last bin belong to the next row, which overwrites them.
            for bin in stride(from: 0, to: SpeechModel.bins, by: 8) {
                let (cosine, sine) = (real[vector: from + bin], imaginary[vector: from + bin])
                spectrum[vector: place + bin] = (cosine * cosine + sine * sine).squareRoot()
            }
        }
    }

    /// The four convolutions. Frames beyond either end of a window are 0 and left out of the products.
    private func convolve() {
        let (rows, bins) = (Self.windows, SpeechModel.bins)
        for frame in 0..<4 {
            let taps = max(0, 1 - frame)..<min(3, 5 - frame)
            model.first.apply(
                inputs: taps.lowerBound * bins..<taps.upperBound * bins, rows: rows,
                spectrum.start + (frame - 1 + taps.lowerBound) * bins, inputStride: 4 * bins, rectified: true,
                output: first.start + frame * 128, outputStride: 4 * 128)
        }
        model.second.apply(
            inputs: 128..<3 * 128, rows: rows, first.start, inputStride: 4 * 128, rectified: true,
            output: second.start, outputStride: 2 * 64)
        model.second.apply(
            rows: rows, first.start + 128, inputStride: 4 * 128, rectified: true, output: second.start + 64,
            outputStride: 2 * 64)
        model.third.apply(
            inputs: 64..<3 * 64, rows: rows, second.start, inputStride: 2 * 64, rectified: true, output: third.start,
            outputStride: 64)
        model.fourth.apply(
            inputs: 64..<2 * 64, rows: rows, third.start, inputStride: 64, rectified: true, output: fourth.start,
            outputStride: 128)
    }
}
