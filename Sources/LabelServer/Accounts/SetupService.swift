import Foundation
package import LabelStore
import Synchronization

/// The first admin of an empty store, made by whoever can read the server's terminal or its data folder.
package final class SetupService: Sendable {
    private let store: LabelStore
    private let data: DataDirectory
    private let token = Mutex<Secret?>(nil)

    init(store: LabelStore, data: DataDirectory) {
        self.store = store
        self.data = data
    }

    package convenience init(store: LabelStore, dataFolder: String) {
        self.init(store: store, data: DataDirectory(path: dataFolder))
    }

    /// Makes a token, and writes it to the data folder, if nobody can log in yet.
    package func openIfEmpty() async throws -> String? {
        guard try await isNeeded() else {
            removeToken()
            return nil
        }
        let secret = Secret()
        let path = data.setUpToken
        try? FileManager.default.removeItem(atPath: path)
        let written = FileManager.default.createFile(
            atPath: path, contents: Data("\(secret.text)\n".utf8), attributes: [.posixPermissions: 0o600])
        guard written else {
            throw ServerError(.dataFolder, "\(path) cannot be written; make the data folder writable.")
        }
        token.withLock { $0 = secret }
        return secret.text
    }

    func isNeeded() async throws -> Bool { try await !store.hasUsers() }

    /// - Throws: `Problem`: 409 once somebody can log in, 403 for another token.
    func check(_ given: String) async throws {
        guard try await isNeeded() else {
            throw Problem.conflict("The set-up is done already; log in.")
        }
        let expected = token.withLock { $0 }
        guard let expected, expected.matches(Secret(given)) else {
            throw Problem.forbidden(
                "The set-up token is not the right one; use the link that the server printed when it started."
            )
        }
    }

    func finish() {
        token.withLock { $0 = nil }
        removeToken()
    }

    private func removeToken() {
        try? FileManager.default.removeItem(atPath: data.setUpToken)
    }
}
