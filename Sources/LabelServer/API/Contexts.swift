import Foundation
package import Hummingbird
import NIOCore
import QuorumCore

/// A request of anybody.
package struct VisitorContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Where the connection comes from, without the port.
    let remoteAddress: String
    /// Who the request's session belongs to, once looked up.
    var identity: Identity?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    package var requestDecoder: APIDecoder { APIDecoder() }
    package var responseEncoder: APIEncoder { APIEncoder() }
    package var maxUploadSize: Int { APIDecoder.limit }
}

/// A request of somebody who has logged in.
struct UserContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let identity: Identity

    /// - Throws: `Problem` (401) when nobody has.
    init(context: VisitorContext) throws {
        guard let identity = context.identity else {
            throw Problem.unauthorized("Log in first: POST /api/v1/session with name and password.")
        }
        coreContext = context.coreContext
        self.identity = identity
    }

    var user: User { identity.user }
    var requestDecoder: APIDecoder { APIDecoder() }
    var responseEncoder: APIEncoder { APIEncoder() }
    var maxUploadSize: Int { APIDecoder.limit }
}

/// A request of an admin.
struct AdminContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let user: User

    /// - Throws: `Problem` (403) for anybody else.
    init(context: UserContext) throws {
        guard context.user.role == .admin else {
            throw Problem.forbidden("Only an admin may do this; ask one, or log in as one.")
        }
        coreContext = context.coreContext
        user = context.user
    }

    var requestDecoder: APIDecoder { APIDecoder() }
    var responseEncoder: APIEncoder { APIEncoder() }
    var maxUploadSize: Int { APIDecoder.limit }
}

extension RequestContext {
    /// A number in the address.
    ///
    /// - Throws: `Problem` (404) when it is none.
    func identifier<Entity>(_ name: String, _ type: Identifier<Entity>.Type = Identifier<Entity>.self) throws
        -> Identifier<Entity>
    {
        guard let text = parameters.get(name), let identifier = Identifier<Entity>(text) else {
            throw Problem.notFound("There is no such \(name).")
        }
        return identifier
    }

    /// A word in the address.
    func word(_ name: String) throws -> String {
        guard let text = try parameters.require(name).removingPercentEncoding else {
            throw Problem.notFound("There is no such \(name).")
        }
        return text
    }
}
