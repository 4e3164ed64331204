import Foundation
import QuorumCore
import Testing

@testable import LabelServer

/// What proves who somebody is, and what does not.
@Suite struct IDTokenTests {
    private static let now = Timestamp(milliseconds: 1_772_359_800_000)
    private static let seconds = 1_772_359_800.0
    private static let claims: JSON = [
        "iss": "https://login.example.org", "sub": "248289761001", "aud": "quorum", "nonce": "n-0S6_WzA2Mj",
        "exp": .number(seconds + 300), "iat": .number(seconds - 5), "name": "Ada Lovelace",
    ]

    /// Made once, since keys of RSA take a while.
    private static let shared = Result { try TestProvider() }

    private let provider: TestProvider
    private let verifier = IDTokenVerifier(issuer: "https://login.example.org", clientID: "quorum")

    init() throws {
        provider = try Self.shared.get()
    }

    private func verify(_ token: String) async throws -> IDToken {
        try await verifier.verify(token, with: provider.keys().usable, nonce: "n-0S6_WzA2Mj", at: Self.now)
    }

    /// The usual claims with some changed; null leaves one out.
    private func claims(_ changes: JSON = [:]) -> JSON {
        var members: [String: JSON] = [:]
        for name in Self.claims.names { members[name] = Self.claims[name] }
        for name in changes.names { members[name] = changes[name] == .null ? nil : changes[name] }
        return .object(members)
    }

    @Test(
        arguments: [
            ("ES256", "curve"), ("RS256", "rsa"), ("PS256", "rsa"), ("ES256", nil), ("RS256", nil),
        ] as [(String, String?)])
    func aTokenOfTheProviderIsTaken(algorithm: String, key: String?) async throws {
        let token = try await verify(provider.token(claims(), algorithm: algorithm, key: key))
        #expect(token.subject == "248289761001")
        #expect(token.displayName == "Ada Lovelace")
    }

    @Test(
        arguments: [
            ["aud": ["quorum"]], ["aud": ["quorum", "others"], "azp": "quorum"], ["azp": "quorum"],
            ["exp": .number(seconds - 59)], ["iat": .number(seconds + 59)], ["name": .null],
        ] as [JSON])
    func whatMayDifferDoes(changes: JSON) async throws {
        #expect(try await verify(provider.token(claims(changes))).subject == "248289761001")
    }

    @Test(
        arguments: [
            ("iss", ["iss": "https://login.example.org/"]), ("iss", ["iss": "https://evil.example.org"]),
            ("aud", ["aud": "others"]), ("aud", ["aud": []]), ("aud", ["aud": ["others"], "azp": "quorum"]),
            ("azp", ["aud": ["quorum", "others"]]), ("azp", ["azp": "others"]),
            ("azp", ["aud": ["quorum", "others"], "azp": "others"]),
            ("exp", ["exp": .number(seconds - 61)]), ("exp", ["exp": 0]),
            ("iat", ["iat": .number(seconds + 61)]), ("iat", ["iat": .number(seconds - 700)]),
            ("nonce", ["nonce": "another"]), ("nonce", ["nonce": .null]), ("nonce", ["nonce": ""]),
            ("sub", ["sub": ""]), ("sub", ["sub": .text(String(repeating: "x", count: 256))]),
        ] as [(String, JSON)])
    func aClaimThatIsNotWhatItShouldBeIsRefused(claim: String, changes: JSON) async throws {
        let token = try provider.token(claims(changes))
        await #expect(throws: IDTokenFailure.claim(claim)) { _ = try await verify(token) }
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "iat"])
    func aClaimThatIsMissingIsRefused(claim: String) async throws {
        let token = try provider.token(claims(.object([claim: .null])))
        await #expect(throws: IDTokenFailure.malformed) { _ = try await verify(token) }
    }

    @Test(
        arguments: [
            ("none", nil), ("none", "rsa"), ("None", nil), ("HS256", "rsa"), ("HS256", "shared"), ("", nil),
        ] as [(String, String?)])
    func onlySignaturesByAPrivateKeyCount(algorithm: String, key: String?) async throws {
        let token = try provider.token(claims(), algorithm: algorithm, key: key)
        await #expect(throws: IDTokenFailure.algorithm) { _ = try await verify(token) }
    }

    @Test(
        arguments: [
            ("ES256", "rsa"), ("RS256", "curve"), ("ES256", "old"), ("RS256", "encryption"), ("ES384", nil),
        ] as [(String, String?)])
    func aKeyThatIsNotTheProvidersIsRefused(algorithm: String, key: String?) async throws {
        let token = try provider.token(claims(), algorithm: algorithm, key: key)
        await #expect(throws: IDTokenFailure.key) { _ = try await verify(token) }
    }

    @Test func somebodyElsesSignatureIsRefused() async throws {
        let forged = try TestProvider().token(claims())
        await #expect(throws: IDTokenFailure.signature) { _ = try await verify(forged) }
        let parts = try provider.token(claims()).split(separator: ".")
        let other = try provider.token(claims(["sub": "1"])).split(separator: ".")
        for tampered in [
            "\(parts[0]).\(other[1]).\(parts[2])", "\(parts[0]).\(parts[1]).\(other[2])", "\(parts[0]).\(parts[1]).",
        ] {
            await #expect(throws: IDTokenFailure.signature) { _ = try await verify(tampered) }
        }
    }

    @Test func whatIsNoTokenIsRefused() async throws {
        let good = try provider.token(claims())
        let extended = try provider.token(claims(), header: ["crit": ["exp"]])
        for text in ["", "a.b", "a.b.c", good + ".x", "." + good, extended] {
            await #expect(throws: IDTokenFailure.malformed) { _ = try await verify(text) }
        }
        // Ends no process.
        let vast = try provider.token(claims(), header: ["x": 1e300])
        #expect(try await verify(vast).subject == "248289761001")
    }
}
