import CSystemCalls
import Glibc

/// Limits on this process itself, for input that is not trusted.
public struct ResourceLimits: Sendable, Equatable {
    /// The least a memory limit may be: the threads' stacks need as much.
    public static let leastMemory: UInt64 = 128 << 20

    /// Bytes of memory for data: what is allocated, not the program and files mapped in.
    public var memory: UInt64?
    /// Seconds of processor time.
    public var processorSeconds: UInt64?
    /// Bytes of any one file that it writes; the longest is that of the decoded samples.
    public var fileSize: UInt64?

    public init(memory: UInt64? = nil, processorSeconds: UInt64? = nil, fileSize: UInt64? = nil) {
        self.memory = memory
        self.processorSeconds = processorSeconds
        self.fileSize = fileSize
    }

    /// Lays the limits on this process, for good. At the processor limit it gets SIGXCPU, and 5 s later it is killed. A
    /// file that would grow too long is an error.
    public func apply() throws(ChunkingError) {
        if let memory {
            guard memory >= Self.leastMemory else {
                throw ChunkingError(
                    .invalidSettings, path: "limits", "\(memory) bytes of memory are too few to start with",
                    remedy: "allow \(Self.leastMemory) or more")
            }
            try Self.limit(RLIMIT_DATA, soft: memory, hard: memory, "memory")
        }
        if let processorSeconds {
            try Self.limit(
                RLIMIT_CPU, soft: processorSeconds, hard: processorSeconds + 5, "processor time")
        }
        if let fileSize {
            signal(SIGXFSZ, SIG_IGN)
            try Self.limit(RLIMIT_FSIZE, soft: fileSize, hard: fileSize, "file size")
        }
    }

    /// Has this process give the room of large tables back as soon as it is free; else the C library keeps it for their
    /// like, and a long recording takes more memory than it needs.
    public static func returnLargeBlocks() { return_blocks_from(1 << 20) }

    /// Keeps this process off any network for good.
    ///
    /// - Returns: whether the kernel does it (seccomp, Linux 3.17 or later).
    public static func forbidNetwork() -> Bool { forbid_sockets() == 0 }

    private static func limit(_ resource: __rlimit_resource, soft: UInt64, hard: UInt64, _ name: String)
        throws(ChunkingError)
    {
        var limit = rlimit(rlim_cur: rlim_t(soft), rlim_max: rlim_t(hard))
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
            throw ChunkingError(
                .invalidSettings, path: "limits",
                "the limit of \(soft) on \(name) can't be set (\(String(cString: strerror(errno))))",
                remedy: "give a limit not above that of the parent process")
        }
    }
}
