import Glibc

/// How many files and connections this process may have open at once.
enum OpenFiles {
    /// More than any server needs, and no room is taken for them.
    private static let most: rlim_t = 65_536

    /// Takes as many as the machine lets it: shells give a process 1,024, and every connection is one of them.
    static func allowMany() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, most))
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
