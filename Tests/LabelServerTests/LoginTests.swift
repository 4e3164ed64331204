import Crypto
import Foundation
import HTTPTypes
import QuorumCore
import Testing

@testable import LabelServer

/// Log-ins through a provider, without one; `test_oidc.py` has one.
@Suite struct LoginTests {
    @Test func anAttemptComesBackAsItWent() throws {
        let attempt = LoginAttempt(.join, invitation: "token", name: "Zoë", next: "/projects/7#a")
        let again = try #require(LoginAttempt(cookie: attempt.cookie))
        #expect(again.purpose == .join && again.invitation == "token")
        #expect(again.name == "Zoë" && again.next == "/projects/7#a")
        #expect(again.began(attempt.state) && again.nonce == attempt.nonce && again.verifier == attempt.verifier)
        #expect(!LoginAttempt(.join, invitation: "token").began(attempt.state))
        #expect(LoginAttempt(cookie: "x") == nil && LoginAttempt(cookie: "") == nil)
        let told = [attempt.state, attempt.nonce, attempt.verifier, attempt.challenge]
        #expect(Set(told).count == 4)
        // RFC 7636: 43 characters at least, and the challenge is the verifier's SHA-256.
        #expect(attempt.verifier.utf8.count == 43)
        #expect(Data(base64URL: attempt.challenge) == Data(SHA256.hash(data: Data(attempt.verifier.utf8))))
    }

    @Test(arguments: [
        ("/", true), ("/projects/7?a=b#c", true), ("/a//b", true), ("", false), ("//evil.example", false),
        ("/\\evil.example", false), ("https://evil.example", false), ("projects", false), ("/a\nb", false),
        ("/\t/evil.example", false), ("javascript:alert(1)", false),
    ])
    func onlyOwnPagesAreGoneOnWith(path: String, isOwn: Bool) {
        #expect(OpenIDService.ownPath(path) == (isOwn ? path : nil))
    }

    @Test func withoutAProviderThereIsNone() async throws {
        try await TestServer.run(asAdmin: { admin in
            let ways = try await admin.get("login").json
            #expect(ways["password"] == .bool(true) && ways["provider"] == .null)
            let answer: JSON = ["code": "c", "state": "s"]
            #expect(try await admin.post("login", [:]).status == 404)
            #expect(try await admin.post("login/answer", answer).status == 404)
            #expect(try await admin.post("identities", answer).status == 404)
            #expect(try await admin.get("identities").json["identities"].list.isEmpty)
            #expect(try await admin.delete("identities/1").status == 404)
        })
    }

    private func withProvider(
        passwords: Bool, _ body: @escaping @Sendable (Caller, _ setUpToken: String) async throws -> Void
    ) async throws {
        // Nothing listens at port 1.
        let provider = try OpenIDSettings(
            issuer: "http://127.0.0.1:1", clientID: "quorum", clientSecret: nil, scopes: "profile", label: "Acme",
            signsUp: false, publicURL: "http://localhost:8080/")
        try await TestServer.run(
            configure: {
                $0.openID = provider
                $0.allowsPasswords = passwords
            }, body)
    }

    @Test func aProviderThatIsDownIsSaidToBe() async throws {
        try await withProvider(passwords: true) { visitor, _ in
            #expect(try await visitor.get("login").json["provider"] == "Acme")
            let reply = try await visitor.post("login", [:])
            #expect(reply.status == 503)
            #expect(reply.detail.contains("Acme"))
            #expect(reply.headers[.setCookie] == nil)
        }
    }

    @Test func anAnswerNeedsTheBrowserThatAsked() async throws {
        try await withProvider(passwords: true) { visitor, _ in
            let attempt = LoginAttempt(.login)
            let other = try LoginAttempt(.login).cookie
            let answer: JSON = ["code": "c", "state": .text(attempt.state)]
            for cookie in ["", "quorum_login=x", "quorum_login=\(other)"] {
                let reply = try await visitor.with("Cookie", cookie).post("login/answer", answer)
                #expect(reply.status == 401)
                #expect(reply.detail.contains("begin again"))
            }
            let own = visitor.with("Cookie", "quorum_login=\(try attempt.cookie)")
            #expect(try await own.post("login/answer", answer).status == 503)
            let strange: JSON = ["code": "c", "state": .text(attempt.state), "iss": "https://evil.example"]
            #expect(try await own.post("login/answer", strange).detail.contains("Another provider"))
            // What connects an account logs nobody in.
            let connecting = LoginAttempt(.connect)
            let reply = try await visitor.with("Cookie", "quorum_login=\(try connecting.cookie)")
                .post("login/answer", ["code": "c", "state": .text(connecting.state)])
            #expect(reply.status == 401)
        }
    }

    @Test func passwordsCanBeSwitchedOff() async throws {
        try await withProvider(passwords: false) { visitor, token in
            let made = try await visitor.post(
                "setup", ["token": .text(token), "name": "Ada", "password": "long enough"])
            #expect(made.status == 201)
            let admin = visitor.with(token: made.json["token"].text)
            let login = try await visitor.post("session", ["name": "Ada", "password": "long enough"])
            #expect(login.status == 403)
            #expect(login.detail.contains("switched off"))
            let user: JSON = ["name": "Bea", "password": "long enough", "role": "annotator"]
            #expect(try await admin.post("users", user).status == 403)
            let project = try await admin.project()
            let invitation = try await admin.post("projects/\(project)/invitations", ["role": "annotator"]).json
            let joined = try await visitor.post(
                "invitation/account", ["token": invitation["token"], "name": "Bea", "password": "long enough"])
            #expect(joined.status == 403)
        }
    }
}
