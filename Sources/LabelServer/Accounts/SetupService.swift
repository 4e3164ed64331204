import Foundation
package import LabelStore

/// The first admin of an empty store, made by whoever can read the server's terminal or its data folder.
///
/// The token is in the data folder alone, where all servers on it find it.
package struct SetupService: Sendable {
    private let store: LabelStore
    private let data: DataDirectory

    init(store: LabelStore, data: DataDirectory) {
        self.store = store
        self.data = data
    }

    package init(store: LabelStore, dataFolder: String) {
        self.init(store: store, data: DataDirectory(path: dataFolder))
    }

    /// The token, if nobody can log in yet: the one that another server made, else a new one.
    package func openIfEmpty() async throws -> String? {
        guard try await isNeeded() else {
            removeToken()
            return nil
        }
        if let token { return token.text }
        let secret = Secret()
        let path = data.setUpToken
        try? FileManager.default.removeItem(atPath: path)
        let written = FileManager.default.createFile(
            atPath: path, contents: Data("\(secret.text)\n".utf8), attributes: [.posixPermissions: 0o600])
        guard written else {
            throw ServerError(.dataFolder, "\(path) cannot be written; make the data folder writable.")
        }
        return secret.text
    }

    func isNeeded() async throws -> Bool { try await !store.hasUsers() }

    /// - Throws: `Problem`: 409 once somebody can log in, 403 for another token.
    func check(_ given: String) async throws {
        guard try await isNeeded() else {
            throw Problem.conflict("The set-up is done already; log in.")
        }
        guard let expected = token, expected.matches(Secret(given)) else {
            throw Problem.forbidden(
                "The set-up token is not the right one; use the link that the server printed when it started."
            )
        }
    }

    func finish() { removeToken() }

    private var token: Secret? {
        guard let text = try? String(contentsOfFile: data.setUpToken, encoding: .utf8) else { return nil }
        let word = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return word.isEmpty ? nil : Secret(word)
    }

    private func removeToken() {
        try? FileManager.default.removeItem(atPath: data.setUpToken)
    }
}
