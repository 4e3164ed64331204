import Foundation
package import Hummingbird
import LabelStore
import NIOCore
import QuorumCore

/// A request of anybody.
package struct VisitorContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Where the connection comes from, without the port.
    let remoteAddress: String
    /// What is called, once a route is found.
    var endpoint: Endpoint?
    /// Who asks, once the gate has let them in.
    var admitted: Admitted?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    package var requestDecoder: APIDecoder { APIDecoder(endpoint: endpoint) }
    package var responseEncoder: APIEncoder { APIEncoder() }
    package var maxUploadSize: Int { APIDecoder.limit }
}

/// Somebody whom the gate let in, and by what.
struct Admitted: Sendable {
    let admission: Admission
    let secret: Secret
}

/// A request of somebody whom the gate let in.
protocol AdmittedContext: ChildRequestContext where ParentContext == VisitorContext {
    var endpoint: Endpoint? { get }
}

extension AdmittedContext {
    var requestDecoder: APIDecoder { APIDecoder(endpoint: endpoint) }
    var responseEncoder: APIEncoder { APIEncoder() }
    var maxUploadSize: Int { APIDecoder.limit }
}

/// A request of a user.
struct UserContext: AdmittedContext {
    var coreContext: CoreRequestContextStorage
    let user: User
    /// What proves who they are.
    let secret: Secret
    /// The only project that the API token they come with is good for.
    let onlyProject: ProjectID?
    let remoteAddress: String
    let endpoint: Endpoint?

    init(context: VisitorContext) throws {
        guard let admitted = context.admitted else { throw Problem.loginNeeded }
        onlyProject = admitted.admission.onlyProject
        remoteAddress = context.remoteAddress
        endpoint = context.endpoint
        coreContext = context.coreContext
        user = admitted.admission.user
        secret = admitted.secret
    }
}

/// A request of a member of the project it is about.
struct MemberContext: AdmittedContext {
    var coreContext: CoreRequestContextStorage
    let user: User
    let project: ProjectID
    /// That of an owner for an admin of the service.
    let role: ProjectRole
    let admitted: Admitted
    let endpoint: Endpoint?

    init(context: VisitorContext) throws {
        guard let admitted = context.admitted, let membership = admitted.admission.membership else {
            throw Problem.loginNeeded
        }
        coreContext = context.coreContext
        endpoint = context.endpoint
        self.admitted = admitted
        user = admitted.admission.user
        project = membership.project
        role = membership.role
    }
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
