import HTTPTypes

/// Why a log-in through the provider came to nothing.
struct ProviderFailure: Error, CustomStringConvertible {
    enum Kind: Sendable {
        /// It gave no answer, or none that can be used; it may in a moment.
        case unreachable
        /// What this service is set up with does not fit the provider.
        case misconfigured
        /// The provider takes the code for none of its own, or for one that was used.
        case refused
        /// Its answer does not prove who somebody is.
        case untrusted
    }

    let kind: Kind
    /// For the log: no names and no secrets.
    let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

extension Problem {
    /// - Parameter label: what the button says.
    init(_ failure: ProviderFailure, label: String) {
        switch failure.kind {
        case .unreachable:
            self = .unavailable("\"\(label)\" cannot be reached just now; try again in a moment.")
        case .misconfigured:
            self.init(.badGateway, "\"\(label)\" is not set up rightly here; tell the operator, whose log says why.")
        case .refused, .untrusted:
            self = .unauthorized("\"\(label)\" did not confirm who you are; begin again from the log-in page.")
        }
    }
}
