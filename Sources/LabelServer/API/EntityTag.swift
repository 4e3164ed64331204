import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import QuorumCore

/// What tells one state of a thing from another (RFC 9110, section 8.8.3); always a strong one.
struct EntityTag: Sendable, Equatable {
    private static let digestLength = 32

    /// With its quotation marks.
    let text: String

    /// - Parameter state: all that makes the state, in characters that stand in a header.
    init(_ state: String) {
        text = "\"\(state)\""
    }

    /// - Parameter state: all that makes the state.
    init(of state: some Encodable) throws {
        self.init(digesting: try JSONEncoder.api.encode(state))
    }

    /// - Parameter state: all that makes the state, however long.
    init(digesting state: some DataProtocol) {
        self.init(String(SHA256.hash(data: state).hexadecimal.prefix(Self.digestLength)))
    }

    /// Lets a change through that was made of this state.
    ///
    /// - Throws: `Problem`: 428 when the request does not say what it was made of, 412 when that is another state.
    func require(by request: Request) throws {
        guard let condition = request.headers[.ifMatch], !condition.isEmpty else {
            throw Problem(
                HTTPResponse.Status(code: 428, reasonPhrase: "Precondition Required"),
                "Say which state you change: send the header If-Match with the ETag that reading it gave.")
        }
        let tags = condition.split(separator: ",").map { $0.trimming(while: { $0 == " " || $0 == "\t" }) }
        guard tags.contains("*") || tags.contains(text[...]) else { throw Problem.stale }
    }
}

extension Problem {
    static let stale = Problem(
        .preconditionFailed, "Somebody has changed it in the meantime; read it again, then change that.")
}

extension Substring {
    fileprivate func trimming(while isBlank: (Character) -> Bool) -> Substring {
        var rest = drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}
