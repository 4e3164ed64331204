internal import Glibc

/// How much of the process is in memory, as the kernel counts it.
struct ResidentMemory: ~Copyable {
    private static let pageSize = sysconf(Int32(_SC_PAGESIZE))

    private let file: Int32

    /// nil where there is no `/proc`.
    init?() {
        file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        if file < 0 { return nil }
    }

    deinit { close(file) }

    /// Bytes in all, and those of them that no file holds: only the others can be let go of.
    func bytes() -> (all: Int, anonymous: Int)? {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { buffer in
            let count = pread(file, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return nil }
            // Pages: of addresses, in memory, in memory and of files, and others.
            let fields = buffer[..<count].split(separator: UInt8(ascii: " ")).prefix(3).map { field in
                field.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
            }
            guard fields.count == 3 else { return nil }
            return (fields[1] * Self.pageSize, (fields[1] - fields[2]) * Self.pageSize)
        }
    }

    /// The most bytes the process has had in memory since its program was started; 0 where the kernel does not tell.
    ///
    /// What `getrusage` tells is also of the process that it was split off from.
    static var peak: Int {
        let text = withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 8) { buffer in
            let file = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
            defer { close(file) }
            return String(decoding: buffer[..<max(0, read(file, buffer.baseAddress, buffer.count))], as: UTF8.self)
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? 0
    }
}
