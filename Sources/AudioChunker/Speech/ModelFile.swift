import Foundation

/// The named arrays of an ONNX model, and which of them its recurrent layer reads.
///
/// ONNX is protobuf: field 7 of the model is its graph; the graph's fields 5 are arrays (1: dimensions, 2: type, of
/// which 1 is a 32-bit float, 8: name, 9: the values, little-endian) and its fields 1 are nodes (1: names of inputs,
/// 4: kind). Nothing else is looked at.
struct ModelFile {
    private struct Tensor {
        var name = ""
        var shape: [Int] = []
        var type: UInt64 = 0
        var values: ArraySlice<UInt8> = []
    }

    private let path: String
    private var tensors: [String: Tensor] = [:]
    /// The inputs of the node of kind `LSTM`: its sound, weights of the sound, weights of the memory, offsets.
    private(set) var recurrentInputs: [String] = []

    init(path: String) throws(ChunkingError) {
        self.path = path
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw ChunkingError(
                .unreadable, path: path, "the speech model can't be read (\(error.localizedDescription))",
                remedy: "name the model's .onnx file, or use --detector energy")
        }
        do throws(ProtobufFields.Malformed) {
            var model = ProtobufFields([UInt8](data)[...])
            while let (field, value) = try model.next() {
                if field == 7, case .bytes(let graph) = value { try read(graph) }
            }
        } catch {
            throw Self.damaged(path, "it is no whole ONNX file")
        }
    }

    /// The values of an array, the last dimension running fastest.
    func floats(_ name: String, shape: [Int]) throws(ChunkingError) -> [Float] {
        guard let tensor = tensors[name] else { throw Self.damaged(path, "it lacks \(name)") }
        let count = shape.reduce(1, *)
        guard tensor.type == 1, tensor.shape == shape, tensor.values.count == 4 * count else {
            throw Self.damaged(path, "\(name) is not \(shape) of 32-bit floats")
        }
        let values = tensor.values.withUnsafeBytes { bytes in
            (0..<count).map { index in
                let bits = bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
                return Float(bitPattern: UInt32(littleEndian: bits))
            }
        }
        guard values.allSatisfy(\.isFinite) else { throw Self.damaged(path, "\(name) holds what is no number") }
        return values
    }

    static func damaged(_ path: String, _ problem: String) -> ChunkingError {
        ChunkingError(
            .damagedModel, path: path, "the speech model is damaged or of another kind: \(problem)",
            remedy: "run scripts/install-silero.sh again, or use --detector energy")
    }

    private mutating func read(_ graph: ArraySlice<UInt8>) throws(ProtobufFields.Malformed) {
        var fields = ProtobufFields(graph)
        while let (field, value) = try fields.next() {
            guard case .bytes(let part) = value else { continue }
            if field == 5 {
                let tensor = try Self.tensor(part)
                tensors[tensor.name] = tensor
            } else if field == 1 {
                let node = try Self.node(part)
                if node.kind == "LSTM" { recurrentInputs = node.inputs }
            }
        }
    }

    private static func tensor(_ bytes: ArraySlice<UInt8>) throws(ProtobufFields.Malformed) -> Tensor {
        var tensor = Tensor()
        var fields = ProtobufFields(bytes)
        while let (field, value) = try fields.next() {
            switch (field, value) {
            case (1, .number(let length)): tensor.shape.append(Int(clamping: length))
            case (2, .number(let type)): tensor.type = type
            case (8, .bytes(let name)): tensor.name = String(decoding: name, as: UTF8.self)
            case (9, .bytes(let values)): tensor.values = values
            default: continue
            }
        }
        return tensor
    }

    private static func node(
        _ bytes: ArraySlice<UInt8>
    ) throws(ProtobufFields.Malformed) -> (kind: String, inputs: [String]) {
        var (kind, inputs): (String, [String]) = ("", [])
        var fields = ProtobufFields(bytes)
        while let (field, value) = try fields.next() {
            guard case .bytes(let text) = value else { continue }
            if field == 1 { inputs.append(String(decoding: text, as: UTF8.self)) }
            if field == 4 { kind = String(decoding: text, as: UTF8.self) }
        }
        return (kind, inputs)
    }
}
