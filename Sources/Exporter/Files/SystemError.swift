internal import Glibc

/// The C library's words for the last failed call.
enum SystemError {
    static var last: String { describe(errno) }

    static func describe(_ code: CInt) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension ExportError {
    /// The last system call on `path` failed while writing.
    static func unwritable(_ path: String, _ action: String) -> ExportError {
        let code = errno
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "free some space or choose another folder with --out"
            case EACCES, EPERM, EROFS: "choose a folder you may write to with --out"
            default: "check the disk or choose another folder with --out"
            }
        return ExportError(.unwritable, path, "could not \(action): \(SystemError.describe(code))", remedy: remedy)
    }
}
