import Foundation
import HTTPTypes
import Testing

@testable import LabelServer

/// The document and the calls are the same.
@Suite struct OpenAPITests {
    @Test func everyCallIsDescribedWithItsRule() async throws {
        try await TestServer.run { visitor, _ in
            let reply = try await visitor.get("/openapi.json")
            #expect(reply.status == 200)
            let document = reply.json
            #expect(document["openapi"] == "3.1.0")
            var described: [String] = []
            for path in document["paths"].names {
                for method in document["paths"][path].names { described.append("\(method.uppercased()) \(path)") }
            }
            let served = Endpoint.all.map { endpoint in
                let path = endpoint.path.replacing("**", with: "{file}")
                    .replacing(/:([a-z]+)/) { "{\($0.output.1)}" }
                return "\(endpoint.method.rawValue) \(path)"
            }
            #expect(described.sorted() == served.sorted())
            let upload = document["paths"]["/api/v1/projects/{project}/sources"]["post"]
            #expect(upload["security"] == [["token": []]])
            #expect(upload["description"].text.contains("manager, owner"))
            #expect(document["paths"]["/healthz"]["get"]["security"] == .null)
        }
    }

    @Test func everyNameIsKnown() throws {
        let text = String(decoding: try OpenAPIDocument.json(), as: UTF8.self)
        let names = Set(text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.output.1) })
        #expect(names == Set(Schema.components.keys))
        #expect(Set(Shape.all.keys) == Set(Endpoint.all))
    }

    @Test func everyBodyHasTheFieldsThatItsCallDescribes() async throws {
        for (endpoint, shape) in Shape.all where shape.body?.media == "application/json" {
            #expect(throws: Problem.self, "\(endpoint.path)") {
                try BodyMembers.check(Data(#"{"misspelt": 1}"#.utf8), of: endpoint)
            }
        }
        try await TestServer.run { visitor, _ in
            let reply = try await visitor.post("session", ["name": "ada", "passwort": "geheim"])
            #expect(reply.status == 422 && reply.json["field"] == "passwort")
            #expect(!reply.detail.contains("geheim"))
            let session = try await visitor.get("/openapi.json").json["paths"]["/api/v1/session"]["post"]
            let schema = session["requestBody"]["content"]["application/json"]["schema"]
            #expect(schema["additionalProperties"] == .bool(false))
        }
    }

    @Test func aMethodThatAnAddressDoesNotHaveIsNamed() async throws {
        try await TestServer.run { visitor, _ in
            let reply = try await visitor.delete("projects/7")
            #expect(reply.status == 405)
            #expect(reply.headers[.allow] == "GET, HEAD, PATCH")
            #expect(reply.headers[.contentType] == "application/problem+json")
            #expect(try await visitor.delete("nothing/here").status == 404)
        }
    }
}
