package import QuorumCore

/// What people are called.
package struct UserNames: Sendable {
    private let names: [UserID: String]

    package init(_ names: [UserID: String]) {
        self.names = names
    }

    /// The name, or a stand-in for an account that is not there.
    package subscript(_ user: UserID) -> String { names[user] ?? "user-\(user)" }
}
