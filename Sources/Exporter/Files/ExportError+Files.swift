internal import DurableFiles

extension ExportError {
    init(_ error: FileError) {
        let code: Code =
            switch error.code {
            case .occupied: .outputExists
            case .nameless: .invalidSettings
            case .unwritable, .full: .unwritable
            }
        self.init(code, error.path, error.problem, remedy: error.remedy)
    }

    /// The last system call on `path` failed while writing.
    static func unwritable(_ path: String, _ action: String) -> ExportError {
        ExportError(FileError.unwritable(path, action))
    }
}

/// Does work on files; what goes wrong is told as an error of the export.
func writing<Value>(_ body: () throws(FileError) -> Value) throws(ExportError) -> Value {
    do {
        return try body()
    } catch {
        throw ExportError(error)
    }
}
