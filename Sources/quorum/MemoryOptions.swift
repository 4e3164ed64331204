import ArgumentParser
import BoundedMemory

/// How much memory a command may take.
struct MemoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Stay below this much memory, such as 4GB or 512MiB; what does not fit goes to a file that ends with the "
                + "command.", valueName: "size"))
    var memory: String?

    @Option(
        help: ArgumentHelp("The folder of that file, on a disk: TMPDIR, else /var/tmp, by default.", valueName: "dir"))
    var temporary: String?

    /// nil where there is no bound.
    var bytes: Int? { memory.flatMap(ByteSize.bytes) }

    /// What was taken, for a person; nil where there is no bound.
    var taken: String? {
        guard memory != nil else { return nil }
        let peaks = MemoryBound.peaks
        return "Took \(peaks.memory / 1_000_000) MB of memory and \(peaks.file / 1_000_000) MB of disk"
    }

    /// Holds the process to the size, if there is one.
    ///
    /// - Parameter json: whether a failure is told as JSON too.
    func apply(json: Bool) throws {
        guard let memory else {
            guard temporary == nil else {
                throw CommandFailure("usage", "--temporary: nothing goes there without a bound; give --memory too")
            }
            return
        }
        guard let bytes else {
            throw CommandFailure(
                "usage", "--memory: '\(memory)' is no size; write a number and a unit, such as 4GB or 512MiB")
        }
        try MemoryBound(bytes: bytes, folder: temporary).hold { code, message in
            let lines = try? CommandFailure(code, message).lines(json: json)
            return lines ?? (error: "error: \(message)\n", output: "")
        }
    }
}
