import DurableFiles
import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import MediaStorage
import NIOCore
import NIOHTTP1
import _NIOFileSystem

extension Problem {
    /// The answer to an error that a handler threw; nil for one that only the operator should read.
    init?(answering error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as StoreError: self.init(error)
        case let error as MediaError: self.init(error)
        case let error as FileSystemError: self.init(error)
        case let error as FileError: self.init(error)
        case let error as CocoaError: self.init(error)
        case is NIOTooManyBytesError:
            self.init(.contentTooLarge, "The request is larger than this call takes; send less.")
        case is HTTPParserError:
            self.init(.badRequest, "The request broke off or is not well-formed HTTP; send it again.")
        case let error as any HTTPResponseError: self.init(error)
        case is CancellationError:
            self = .unavailable("The server is stopping; try again in a moment.")
        default: return nil
        }
    }

    private init?(_ error: StoreError) {
        let status: HTTPResponse.Status
        switch error.code {
        case .notFound: status = .notFound
        case .conflict, .leaseExpired, .taskClosed: status = .conflict
        case .stale: status = .preconditionFailed
        case .forbidden: status = .forbidden
        case .gone: status = .gone
        case .quotaFull: status = .contentTooLarge
        case .invalid: status = .unprocessableContent
        case .unavailable:
            self = .unavailable("The database cannot be reached just now; try again in a moment.")
            return
        case .diskFull:
            self = .diskFull
            return
        case .corrupt: return nil
        }
        self.init(status, error.message, field: error.field)
    }

    /// What is wrong with the storage is for its operator, who finds it in the log.
    private init(_ error: MediaError) {
        switch error.code {
        case .missing: self = .notFound("There is no such file.")
        case .full: self = .diskFull
        case .unreachable:
            self = .unavailable("The storage of files cannot be reached just now; try again in a moment.")
        case .refused, .noBucket, .clock, .settings, .failed:
            self = .unavailable(
                "The storage of files does not take what the server asks; its operator finds why in the log. Try again "
                    + "then.")
        }
    }

    private init?(_ error: FileSystemError) {
        let number = (error.cause as? FileSystemError.SystemCallError)?.errno
        if error.code == .resourceExhausted || number == .noSpace || number == .diskQuotaExceeded {
            self = .diskFull
        } else if let number, [.readOnlyFileSystem, .ioError, .permissionDenied, .notPermitted].contains(number) {
            self = .diskUnwritable
        } else {
            return nil
        }
    }

    private init?(_ error: FileError) {
        switch error.code {
        case .full: self = .diskFull
        case .unwritable: self = .diskUnwritable
        case .occupied, .nameless: return nil
        }
    }

    private init?(_ error: CocoaError) {
        switch error.code {
        case .fileWriteOutOfSpace: self = .diskFull
        case .fileWriteVolumeReadOnly, .fileWriteNoPermission, .fileWriteUnknown: self = .diskUnwritable
        default: return nil
        }
    }

    /// Why is for the operator, who finds it in the log.
    static var diskUnwritable: Problem {
        .unavailable("The server cannot write to its disk just now; its operator finds why in the log. Try again then.")
    }

    static var diskFull: Problem {
        Problem(
            .insufficientStorage,
            "The server's disk is full; free some space there, then try again.")
    }

    private init(_ error: any HTTPResponseError) {
        switch error.status {
        case .notFound: self.init(.notFound, "There is nothing at this address.")
        case .contentTooLarge: self.init(.contentTooLarge, "The request is larger than this call takes; send less.")
        default: self.init(error.status, (error as? HTTPError)?.body ?? error.status.reasonPhrase)
        }
    }
}

extension HTTPResponse.Status {
    /// There is no room for what was sent (RFC 4918, section 11.5).
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
