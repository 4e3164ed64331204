/// Where the labels live.
package enum StoreLocation: Sendable, Hashable {
    /// One file.
    case sqlite(path: String)
    /// A libpq connection URL.
    case postgres(url: String)

    /// The environment variable that commands read a connection URL from when no option names one.
    package static let environmentVariable = "QUORUM_DATABASE"

    /// `postgres://` and `postgresql://` URLs name a server, anything else a file.
    package init(_ text: String) {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(url: text)
        } else {
            self = .sqlite(path: text)
        }
    }
}
