internal import GRDB

extension StoreError {
    init(sqlite error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(answer: error)
        default: self.init(.unavailable, "The database could not be used: \(error).")
        }
    }

    private init(answer error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_CONSTRAINT where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE:
            self = .isThere
        case .SQLITE_CONSTRAINT where error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY:
            self = .isGone
        case .SQLITE_CONSTRAINT:
            self.init(.corrupt, "The database refused it: \(error.message ?? "constraint").")
        case .SQLITE_FULL:
            self.init(.diskFull, "The disk is full; free some space and try again.")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM:
            self.init(.unavailable, "The database file cannot be written: \(error.message ?? "input/output error").")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.corrupt, "The database file is damaged: \(error.message ?? "not a database").")
        default:
            self.init(.unavailable, "The database answered: \(error.message ?? "error \(error.resultCode.rawValue)").")
        }
    }
}
