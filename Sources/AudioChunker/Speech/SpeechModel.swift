/// Silero's voice activity model for 16 kHz, ready to run; shared by all threads.
///
/// The weights are read from `silero_vad_16k_sequence.onnx` of the PyPI package `silero-vad`, whose arrays are named: a
/// Fourier transform written as a convolution (`stft.forward_basis_buffer`), four convolutions (`encoder.0` to
/// `encoder.3`), a long short-term memory and a last linear layer (`output`). The package's safetensors file is of an
/// older training and gives other probabilities.
public struct SpeechModel: Sendable {
    /// Samples of 16 kHz that one probability stands for.
    public static let windowLength = 512
    static let sampleRate = 16_000

    static let bins = 129
    static let memory = 128

    /// The transform's cosines, for sums of mirrored samples, and sines, for their differences.
    let cosines: WeightMatrix
    let sines: WeightMatrix
    let first: WeightMatrix
    let second: WeightMatrix
    let third: WeightMatrix
    let fourth: WeightMatrix
    let gatesOfInput: WeightMatrix
    let gatesOfMemory: WeightMatrix
    let decoder: [Float]
    let decoderOffset: Float

    /// - Throws: `damagedModel` where the file is not whole or not this model.
    public init(path: String) throws(ChunkingError) {
        let file = try ModelFile(path: path)
        (cosines, sines) = try Self.transform(file, path)
        first = try Self.convolution(file, "encoder.0", inputs: Self.bins, outputs: 128)
        second = try Self.convolution(file, "encoder.1", inputs: 128, outputs: 64)
        third = try Self.convolution(file, "encoder.2", inputs: 64, outputs: 64)
        fourth = try Self.convolution(file, "encoder.3", inputs: 64, outputs: 128)
        (gatesOfInput, gatesOfMemory) = try Self.gates(file, path)
        decoder = try file.floats("output.weight", shape: [1, Self.memory, 1])
        decoderOffset = try file.floats("output.bias", shape: [1])[0]
    }

    /// The gates in the order input, output, forget, new, as ONNX has them.
    private static func gates(
        _ file: ModelFile, _ path: String
    ) throws(ChunkingError) -> (ofInput: WeightMatrix, ofMemory: WeightMatrix) {
        let names = file.recurrentInputs
        guard names.count >= 4 else { throw ModelFile.damaged(path, "it has no recurrent layer") }
        let width = 4 * memory
        let ofInput = try file.floats(names[1], shape: [1, width, memory])
        let ofMemory = try file.floats(names[2], shape: [1, width, memory])
        let offsets = try file.floats(names[3], shape: [1, 2 * width])
        let sums = (0..<width).map { offsets[$0] + offsets[width + $0] }
        return (
            WeightMatrix(depth: memory, outputs: width, offsets: sums) { ofInput[$1 * memory + $0] },
            WeightMatrix(depth: memory, outputs: width) { ofMemory[$1 * memory + $0] }
        )
    }

    /// Splits the transform by symmetry, which halves its work: a cosine is the same on both sides of the middle of its
    /// 256 samples, a sine the opposite, and sample 0 has no weight.
    private static func transform(
        _ file: ModelFile, _ path: String
    ) throws(ChunkingError) -> (cosines: WeightMatrix, sines: WeightMatrix) {
        let basis = try file.floats("stft.forward_basis_buffer", shape: [2 * bins, 1, 256])
        for bin in 0..<bins {
            for sample in 0..<256 {
                let mirrored = (256 - sample) % 256
                let (cosine, sine) = (basis[bin * 256 + sample], basis[(bins + bin) * 256 + sample])
                let isSymmetric =
                    cosine == basis[bin * 256 + mirrored] && sine == -basis[(bins + bin) * 256 + mirrored]
                guard isSymmetric, sample != 0 || cosine == 0 && sine == 0 else {
                    throw ModelFile.damaged(path, "stft.forward_basis_buffer is no Fourier transform")
                }
            }
        }
        let cosines = WeightMatrix(depth: 128, outputs: bins) { input, output in basis[output * 256 + input + 1] }
        let sines = WeightMatrix(depth: 127, outputs: bins) { input, output in
            basis[(bins + output) * 256 + input + 1]
        }
        return (cosines, sines)
    }

    /// A convolution over three frames as a matrix whose inputs are the channels of the frames, one after another.
    private static func convolution(
        _ file: ModelFile, _ name: String, inputs: Int, outputs: Int
    ) throws(ChunkingError) -> WeightMatrix {
        let weights = try file.floats("\(name).weight", shape: [outputs, inputs, 3])
        let offsets = try file.floats("\(name).bias", shape: [outputs])
        return WeightMatrix(depth: 3 * inputs, outputs: outputs, offsets: offsets) { input, output in
            let (frame, channel) = input.quotientAndRemainder(dividingBy: inputs)
            return weights[(output * inputs + channel) * 3 + frame]
        }
    }
}
