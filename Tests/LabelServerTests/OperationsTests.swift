import Foundation
import HTTPTypes
import Testing

@testable import LabelServer

/// What an operator watches.
@Suite struct OperationsTests {
    @Test func requestsAreCountedByRouteAndNumbered() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            for _ in 0..<3 { #expect(try await admin.get("projects/\(project)").status == 200) }
            let missing = try await admin.get("projects/999")
            #expect(missing.status == 404)
            let numbers = [missing, try await admin.get("session")].map { $0.headers[.requestID] ?? "" }
            #expect(numbers.allSatisfy { !$0.isEmpty } && Set(numbers).count == 2)

            let reply = try await admin.get("/metrics")
            #expect(reply.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
            let lines = String(decoding: reply.body, as: UTF8.self).split(separator: "\n")
            let route = "method=\"GET\",route=\"/api/v1/projects/{project}\""
            #expect(lines.contains("quorum_http_requests_total{\(route),status=\"200\"} 3"))
            #expect(lines.contains("quorum_http_requests_total{\(route),status=\"404\"} 1"))
            #expect(lines.contains("quorum_http_request_duration_seconds_count{\(route)} 4"))
            #expect(lines.contains("quorum_http_request_duration_seconds_bucket{\(route),le=\"+Inf\"} 4"))
            #expect(lines.contains("quorum_jobs{state=\"queued\"} 0"))
            #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") && !$0.hasSuffix(" 0") })
        })
    }

    @Test func durationsFallIntoTheirBuckets() {
        var durations = RequestMetrics.Durations()
        for seconds in [0.001, 0.002, 3, 100] { durations.add(seconds) }
        #expect(durations.counts == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1])
        #expect(durations.sum == 103.003)
    }

    /// The program's output and exit code, with an environment of `variables` alone.
    private func serve(_ arguments: [String], _ variables: [String: String]) throws -> (String, Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestServer.executable)
        process.arguments = ["serve"] + arguments
        process.environment = variables
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (text, process.terminationStatus)
    }

    @Test func settingsComeFromOptionsThenTheEnvironment() throws {
        let (text, code) = try serve(
            ["--print-config", "--port", "9001"],
            [
                "QUORUM_PORT": "9002", "QUORUM_WORKERS": "5", "QUORUM_DATA": "/srv/q",
                "QUORUM_DATABASE": "postgresql://u:geheim@db/quorum?password=geheim",
            ])
        #expect(code == 0)
        for line in [
            "port = 9001    (option)", "workers = 5    (environment)", "data = /srv/q    (environment)",
            "host = 127.0.0.1    (default)",
        ] {
            #expect(text.contains(line), "\(text)")
        }
        #expect(!text.contains("geheim"))
        #expect(text.contains("oidc-issuer = none    (default)"))
        #expect(!FileManager.default.fileExists(atPath: "/srv/q"))
    }

    private static let provider = [
        "QUORUM_OIDC_ISSUER": "https://login.example.org", "QUORUM_OIDC_CLIENT": "quorum",
        "QUORUM_PUBLIC_URL": "https://quorum.example.org",
    ]

    @Test func theProviderIsShownWithoutItsSecret() throws {
        let more = ["QUORUM_OIDC_SECRET": "geheim", "QUORUM_NO_PASSWORDS": "1"]
        let (text, code) = try serve(
            ["--print-config", "--oidc-scopes", "profile"], Self.provider.merging(more) { first, _ in first })
        #expect(code == 0)
        for line in [
            "oidc-issuer = https://login.example.org    (environment)", "oidc-secret = …    (environment)",
            "oidc-scopes = profile    (option)", "oidc-label = Log in with login.example.org    (default)",
            "oidc-sign-up = refused    (default)", "passwords = refused    (environment)",
        ] {
            #expect(text.contains(line), "\(text)")
        }
        #expect(!text.contains("geheim"))
    }

    @Test(
        arguments: [
            ("QUORUM_OIDC_CLIENT", nil, "--oidc-client"), ("QUORUM_PUBLIC_URL", nil, "--public-url"),
            ("QUORUM_PUBLIC_URL", "quorum.example.org", "--public-url"),
            ("QUORUM_OIDC_ISSUER", "http://login.example.org", "--oidc-issuer"),
            ("QUORUM_OIDC_ISSUER", "https://login.example.org/?a=b", "--oidc-issuer"),
        ] as [(String, String?, String)])
    func aProviderThatCannotBeIsNamed(variable: String, value: String?, option: String) throws {
        var variables = Self.provider
        variables[variable] = value
        let (text, code) = try serve(["--print-config"], variables)
        #expect(code == 2)
        #expect(text.contains(option), "\(text)")
    }

    @Test func someWayToLogInHasToBeLeft() throws {
        let (text, code) = try serve(["--print-config", "--no-passwords"], [:])
        #expect(code == 2)
        #expect(text.contains("--oidc-issuer"))
    }

    @Test(arguments: [
        ["QUORUM_PORT": "high"], ["QUORUM_WORKERS": "-1"], ["QUORUM_JOB_LEASE": "0"], ["QUORUM_LOG_LEVEL": "loud"],
    ])
    func wrongVariablesAreNamed(variables: [String: String]) throws {
        let (text, code) = try serve(["--print-config"], variables)
        #expect(code == 2)
        #expect(text.contains(variables.keys.first!))
    }
}
