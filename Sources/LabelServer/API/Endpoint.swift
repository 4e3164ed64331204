import HTTPTypes
import QuorumCore

/// One call of the API: where it is, and who may make it.
struct Endpoint: Sendable, Hashable {
    let method: HTTPRequest.Method
    /// With parameters as `:name`; `**` at its end takes the rest.
    let path: String
    let access: Access
    /// An API token needs one of these; none: only a login will do.
    let scopes: Set<TokenScope>
    let summary: String

    /// For logins alone.
    init(_ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String) {
        self.init(method, path, access, [], summary)
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ scopes: Set<TokenScope>, _ summary: String
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.scopes = scopes
        self.summary = summary
    }
}

extension Endpoint {
    /// The methods that an address has, in the order of the table.
    static func methods(at path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        return all.filter { $0.fits(parts) }.map(\.method)
    }

    private func fits(_ parts: [Substring]) -> Bool {
        let pattern = path.split(separator: "/")
        if pattern.last == "**" {
            guard parts.count >= pattern.count else { return false }
        } else {
            guard parts.count == pattern.count else { return false }
        }
        return zip(pattern, parts).allSatisfy { $0.hasPrefix(":") || $0 == "**" || $0 == $1 }
    }
}

/// Who may make a call.
enum Access: Sendable, Hashable {
    case anybody
    /// Whoever has logged in.
    case user
    case admin
    /// A member, with a role that allows it, of the project that the address leads to.
    case member(Permission, Subject)
}

/// The part of an address by which its project is found; the parameter has the same name.
enum Subject: String, Sendable {
    case project, task, assignment, adjudication
}
