import DurableFiles
import Glibc

extension ChunkingError {
    init(_ error: FileError) {
        let code: Code =
            switch error.code {
            case .occupied: .outputExists
            case .nameless: .invalidSettings
            case .unwritable, .full: .unwritable
            }
        self.init(code, path: error.path, error.problem, remedy: error.remedy)
    }
}

/// Does work on files; what goes wrong is told as an error of chunking.
func writing<Value>(_ body: () throws(FileError) -> Value) throws(ChunkingError) -> Value {
    do {
        return try body()
    } catch {
        throw ChunkingError(error)
    }
}

/// Writes a small file, naming it when that fails. It is put on the disk with the folder it is in.
func writeFile(_ path: String, _ content: some Collection<UInt8>) throws(ChunkingError) {
    var file = try OutputFile(creating: path)
    file.append(content)
    try file.flush()
}

/// A file that is written from start to end.
struct OutputFile: ~Copyable {
    /// So many bytes are worth writing.
    static let blockLength = 1 << 16

    private let path: String
    private let descriptor: Int32
    /// What is not written yet.
    private var block: [UInt8] = []

    init(creating path: String) throws(ChunkingError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ChunkingError(.unwritable(path, "make the file")) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    var isWorthFlushing: Bool { block.count >= Self.blockLength }

    mutating func append(_ bytes: some Collection<UInt8>) { block.append(contentsOf: bytes) }

    /// Adds the number in decimal digits and a comma.
    mutating func append(decimal value: Int8) {
        if value < 0 { block.append(UInt8(ascii: "-")) }
        let size = value.magnitude
        if size >= 100 { block.append(UInt8(ascii: "0") + size / 100) }
        if size >= 10 { block.append(UInt8(ascii: "0") + size / 10 % 10) }
        block.append(UInt8(ascii: "0") + size % 10)
        block.append(UInt8(ascii: ","))
    }

    /// Takes back a byte that was added last and not flushed.
    mutating func removeLast() { block.removeLast() }

    /// Writes over the first bytes, all of which are flushed.
    mutating func overwriteStart(with bytes: [UInt8]) throws(ChunkingError) {
        guard bytes.withUnsafeBytes({ pwrite(descriptor, $0.baseAddress, $0.count, 0) }) == bytes.count else {
            throw ChunkingError(.unwritable(path, "write the file"))
        }
    }

    /// Writes what was added.
    mutating func flush() throws(ChunkingError) {
        defer { block.removeAll(keepingCapacity: true) }
        var start = 0
        while start < block.count {
            let count = block.withUnsafeBytes { write(descriptor, $0.baseAddress! + start, $0.count - start) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ChunkingError(.unwritable(path, "write the file")) }
            start += count
        }
    }
}
