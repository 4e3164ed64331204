internal import Glibc

/// Why a file or folder could not be made, written or moved; `description` names it, the problem and the way out.
package struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: Sendable {
        /// Something is where the folder is to stand.
        case occupied
        /// The path names no place in a folder.
        case nameless
        case unwritable
        /// There is no room for it.
        case full
    }

    package let code: Code
    package let path: String
    /// What is wrong, in words for a person.
    package let problem: String
    /// What the person can do.
    package let remedy: String

    init(_ code: Code, _ path: String, _ problem: String, remedy: String) {
        self.code = code
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    /// The last system call on `path` failed while writing.
    ///
    /// - Parameter action: what was to be done, such as "create the folder".
    package static func unwritable(_ path: String, _ action: String) -> FileError {
        let code = errno
        let isFull = code == ENOSPC || code == EDQUOT
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "free some space or choose another folder"
            case EACCES, EPERM, EROFS: "choose a folder you may write to"
            default: "check the disk or choose another folder"
            }
        return FileError(
            isFull ? .full : .unwritable, path, "could not \(action): \(SystemError.describe(code))", remedy: remedy)
    }

    package var description: String { "\(path): \(problem); \(remedy)" }
}
