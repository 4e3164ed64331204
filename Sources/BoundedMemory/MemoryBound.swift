internal import CFileHeap
internal import CSystemCalls
internal import Glibc

/// Keeps what the process has in memory under a bound, whatever it works on.
///
/// Blocks of 256 KiB and more, which is where the rows of large tables are, lie in memory while they take no more than a
/// 64th of the bound, and beyond that in a file that is mapped. A thread watches what the process has in memory: at half
/// of the bound it lets go of the file's pages, which stay in the page cache while the machine has room for them, and come
/// back when they are touched; threads that touch one meanwhile wait. So nothing is computed otherwise than without a bound,
/// only later. The file has no name, so the system takes it back however the process ends.
public struct MemoryBound: Sendable {
    /// What the program needs before there is any data.
    public static let least = 256_000_000

    private static let leastInFile = 1 << 18
    /// Time between looks; in it, threads that touch pages as fast as they can bring in some ten million bytes. On a busy
    /// machine it is longer, which is why half of the bound is kept free.
    private static let pause: UInt32 = 1000

    /// In bytes.
    public let bytes: Int
    /// Where the file is: on a disk with room for several times the data.
    public let folder: String

    /// What the process says when it must end because of the bound, as it goes to the error stream and the output.
    public typealias LastWords = @Sendable (_ code: String, _ message: String) -> (error: String, output: String)

    /// - Parameter folder: nil for that of `TMPDIR`, else `/var/tmp`, which unlike `/tmp` is seldom in memory.
    public init(bytes: Int, folder: String? = nil) throws(MemoryBoundError) {
        guard bytes >= Self.least else {
            throw MemoryBoundError(
                "usage", "\(bytes) bytes of memory are too few; give \(Self.least / 1_000_000)MB or more")
        }
        self.bytes = bytes
        self.folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    }

    /// Holds the process to the bound from now on. To be called once, before there is much in memory.
    ///
    /// - Parameter lastWords: makes texts for when the disk is full or the bound cannot be kept; the process then ends
    ///   with 2.
    public func hold(lastWords: @escaping LastWords) throws(MemoryBoundError) {
        guard let memory = ResidentMemory() else {
            throw MemoryBoundError("memory", "what is in memory cannot be read from /proc; leave the bound away")
        }
        // Arrow would else bring an allocator of its own.
        setenv("ARROW_DEFAULT_MEMORY_POOL", "system", 1)
        let full = lastWords(
            "disk_full", "\(folder): the disk is full; free some space, or name a folder on another with --temporary")
        let error = file_heap_open(folder, Self.leastInFile, bytes / 64, full.error, full.output)
        guard error == 0 else { throw Self.failure(error, folder) }
        watch(consume memory, lastWords)
    }

    /// The most that the process has had in memory, and blocks in the file at one time, in bytes.
    public static var peaks: (memory: Int, file: Int) { (ResidentMemory.peak, file_heap_peak()) }

    private static func failure(_ error: Int32, _ folder: String) -> MemoryBoundError {
        error == EOPNOTSUPP
            ? MemoryBoundError(
                "unwritable",
                "\(folder) is itself in memory, or on a file system without nameless files; name a folder on another disk "
                    + "with --temporary", path: folder)
            : MemoryBoundError(
                "unwritable",
                "\(folder) can take no temporary file: \(String(cString: strerror(error))); name another folder with "
                    + "--temporary", path: folder)
    }
}

extension MemoryBound {
    private func watch(_ memory: consuming ResidentMemory, _ lastWords: @escaping LastWords) {
        // Apart from the threads that work, which may all be busy.
        let watched = Watched(memory: memory, bound: self, lastWords: lastWords)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                Unmanaged<Watched>.fromOpaque(context!).takeRetainedValue().run()
            }, Unmanaged.passRetained(watched).toOpaque())
        pthread_detach(thread)
    }

    private final class Watched {
        private let memory: ResidentMemory
        private let bound: MemoryBound
        private let lastWords: LastWords

        init(memory: consuming ResidentMemory, bound: MemoryBound, lastWords: @escaping LastWords) {
            self.memory = memory
            self.bound = bound
            self.lastWords = lastWords
        }

        func run() -> UnsafeMutableRawPointer? {
            take_short_turns()
            let most = bound.bytes / 4 * 3
            while let now = memory.bytes() {
                if now.anonymous > most { end() }
                if now.all > bound.bytes / 2 { file_heap_release_pages() }
                usleep(MemoryBound.pause)
            }
            return nil
        }

        private func end() -> Never {
            let words = lastWords(
                "memory",
                "\(bound.bytes) bytes of memory are too few for this data, even with its tables on the disk; give more")
            Self.write(words.error, to: STDERR_FILENO)
            Self.write(words.output, to: STDOUT_FILENO)
            _exit(2)
        }

        private static func write(_ text: String, to descriptor: Int32) {
            var text = text
            _ = text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        }
    }
}
