import Glibc
import LabelStore
import MediaStorage
import NIOCore

/// Why a server cannot start or go on; `description` says what to do.
package struct ServerError: Error, CustomStringConvertible {
    package enum Code: String, Sendable {
        case dataFolder = "data_folder"
        case dataFolderInUse = "data_folder_in_use"
        case addressInUse = "address_in_use"
        case address
        case database
        case backup
        case media
        case token
        /// What the API would refuse too.
        case refused
        case openID = "openid"
        case failed
    }

    package let code: Code
    package let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    init(_ error: any Error, settings: ServerSettings) {
        switch error {
        case let error as ServerError:
            self = error
        case let error as StoreError:
            self.init(.database, "The database cannot be used: \(error.message)")
        case let error as MediaError:
            self.init(.media, error.description)
        case let error as IOError where error.errnoCode == EADDRINUSE:
            self.init(
                .addressInUse,
                "Port \(settings.port) of \(settings.host) is in use by another program; "
                    + "stop that, or choose another with --port.")
        case let error as IOError where error.errnoCode == EACCES:
            self.init(
                .address, "Port \(settings.port) is not open to this user; choose one above 1023 with --port.")
        case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
            self.init(.address, "\(settings.host) is not an address of this machine; give another with --host.")
        case is SocketAddressError.UnknownHost:
            self.init(.address, "\(settings.host) is not a known host; give an address of this machine with --host.")
        default:
            self.init(.failed, "The server stopped: \(error)")
        }
    }
}
