import Foundation
import Testing

/// What `quorum serve` and `quorum worker` are started with.
@Suite struct ConfigurationTests {
    /// The program's output and exit code, with an environment of `variables` alone.
    private func run(
        _ arguments: [String], _ variables: [String: String] = [:], of command: String = "serve"
    ) throws -> (String, Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestServer.executable)
        process.arguments = [command, "--print-config"] + arguments
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
        let (text, code) = try run(
            ["--port", "9001"],
            [
                "QUORUM_PORT": "9002", "QUORUM_WORKERS": "5", "QUORUM_DATA": "/srv/q",
                "QUORUM_DATABASE": "postgresql://u:geheim@db/quorum?password=geheim",
            ])
        #expect(code == 0)
        for line in [
            "port = 9001    (option)", "workers = 5    (environment)", "data = /srv/q    (environment)",
            "host = 127.0.0.1    (default)", "config = none    (default)",
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
        let (text, code) = try run(
            ["--oidc-scopes", "profile"], Self.provider.merging(more) { first, _ in first })
        #expect(code == 0)
        for line in [
            "oidc-issuer = https://login.example.org    (environment)", "oidc-secret = …    (environment)",
            "oidc-scopes = profile    (option)", "oidc-label = Log in with login.example.org    (default)",
            "oidc-sign-up = false    (default)", "no-passwords = true    (environment)",
        ] {
            #expect(text.contains(line), "\(text)")
        }
        #expect(!text.contains("geheim"))
    }

    @Test(
        arguments: [
            ("QUORUM_OIDC_CLIENT", nil, "--oidc-client"), ("QUORUM_PUBLIC_URL", nil, "--public-url"),
            ("QUORUM_PUBLIC_URL", "quorum.example.org", "QUORUM_PUBLIC_URL: \"quorum.example.org\""),
            ("QUORUM_OIDC_ISSUER", "http://login.example.org", "QUORUM_OIDC_ISSUER: \"http://login"),
            ("QUORUM_OIDC_ISSUER", "https://login.example.org/?a=b", "QUORUM_OIDC_ISSUER: \"https://login"),
        ] as [(String, String?, String)])
    func aProviderThatCannotBeIsNamed(variable: String, value: String?, option: String) throws {
        var variables = Self.provider
        variables[variable] = value
        let (text, code) = try run([], variables)
        #expect(code == 2)
        #expect(text.contains(option), "\(text)")
    }

    @Test func someWayToLogInHasToBeLeft() throws {
        let (text, code) = try run(["--no-passwords"], [:])
        #expect(code == 2)
        #expect(text.contains("--oidc-issuer"))
    }

    /// A file of settings, for as long as `body` takes.
    private func withFile(_ text: String, _ body: (_ path: String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("quorum-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try body(file.path)
    }

    @Test func aFileSaysWhatNeitherOptionNorVariableDoes() throws {
        let text = """
            # Of all servers and workers.
            port: 9003
            workers: 7
            host: 0.0.0.0
            job-lease: 90
            private-webhooks: true
            database: postgresql://u:geheim@db/quorum
            media: s3://quorum/team
            s3-endpoint: http://storage:8333
            s3-access-key: quorum
            s3-secret-key: geheim
            """
        let variables = ["QUORUM_PORT": "9002", "QUORUM_WORKERS": "5", "AWS_ENDPOINT_URL": "http://other:8333"]
        try withFile(text) { path in
            let (text, code) = try run(["--config", path, "--port", "9001"], variables)
            #expect(code == 0, "\(text)")
            for line in [
                "config = \(path)    (option)", "port = 9001    (option)", "workers = 5    (environment)",
                "host = 0.0.0.0    (file)", "job-lease = 90    (file)", "private-webhooks = true    (file)",
                "max-upload = 2147483648    (default)", "s3-endpoint = http://other:8333    (environment)",
                "s3-access-key = quorum    (file)", "s3-secret-key = …    (file)",
            ] {
                #expect(text.contains(line + "\n"), "\(text)")
            }
            #expect(text.contains("media = s3://quorum/team at http://other:8333"))
            #expect(!text.contains("geheim"))

            let (work, ended) = try run([], ["QUORUM_CONFIG": path], of: "worker")
            #expect(ended == 0 && work.contains("workers = 7    (file)\n") && !work.contains("port"), "\(work)")
            #expect(work.contains("config = \(path)    (environment)\n") && !work.contains("geheim"))
        }
    }

    private static let s3 = "media: s3://quorum\ns3-access-key: a\ns3-secret-key: geheim\n"
    private static let oidc = "oidc-client: quorum\npublic-url: https://quorum.example\n"

    @Test(
        arguments: [
            ("prot: 9001", "line 1: there is no setting \"prot\"; there are: data, database,"),
            ("host: ::1\nQUORUM_PORT: 1", "line 2: there is no setting \"QUORUM_PORT\""),
            ("port: high", "line 1: port: high is not usable; set a whole number, 0 to 65535"),
            ("\nworkers: -1", "line 2: workers: -1 is not usable"), ("port:", "line 1: port has no plain value"),
            ("data: [a, b]", "line 1: data has no plain value"), ("no-passwords: maybe", "set true or false"),
            ("log-level: loud", "line 1: log-level: \"loud\" is not one of"), ("just words", "is no list of settings"),
            ("port: 1\nport: 2", "has port twice"), ("a: [", "is not YAML"),
            ("oidc-secret: @geheim", "line 1: it is not YAML"), ("oidc-secret: \"geheim", "it is not YAML"),
            ("s3-secret-key: top: geheim", "line 1: it is not YAML"),
            (s3 + "s3-endpoint: http://u:geheim@storage:8333", "line 4: s3-endpoint: \"http://…@storage:8333\" is no"),
            (s3 + "s3-endpoint: u:geheim@storage:8333", "line 4: s3-endpoint: \"…@storage:8333\" is no address"),
            (s3 + "s3-endpoint: http://u:ge@heim/geheim@storage", "line 4: s3-endpoint: \"http://…@storage\" is no"),
            (s3 + "media-public: https://u:geheim@media", "line 4: media-public: \"https://…@media\" is no address"),
            ("media: s3://u:geheim@quorum", "line 1: media: \"s3://…@quorum\" is no place for files"),
            (oidc + "oidc-issuer: https://u:geheim@login.example", "line 3: oidc-issuer: \"https://…@login.example\""),
            (oidc + "oidc-issuer: http://a.b", "line 3: oidc-issuer: \"http://a.b\" is no address"),
            ("otlp-endpoint: http://u:geheim@collector:4318", "line 1: otlp-endpoint is no address of a collector"),
            (
                "otlp-endpoint: http://collector:4318\notlp-sampler: some",
                "line 2: otlp-sampler: \"some\" is not one of"
            ),
            ("max-upload: http://u:geheim@a", "line 1: max-upload: http://…@a is not usable"),
        ])
    func whatIsWrongInAFileIsNamed(text: String, complaint: String) throws {
        try withFile(text) { path in
            let (said, code) = try run(["--config", path])
            #expect(code == 2 && said.contains(complaint), "\(said)")
            #expect(!said.contains("geheim"), "\(said)")
            #expect(said.contains(path), "\(said)")
        }
    }

    @Test func aFileThatIsNotThereIsNamedAndAnEmptyOneSaysNothing() throws {
        let (text, code) = try run(["--config", "/nowhere.yaml"])
        #expect(code == 2 && text.contains("/nowhere.yaml cannot be read"))
        try withFile("# nothing yet\n") { path in
            let (text, code) = try run(["--config", path])
            #expect(code == 0 && text.contains("port = 8080    (default)"))
        }
    }

    @Test(arguments: [
        ["QUORUM_PORT": "high"], ["QUORUM_WORKERS": "-1"], ["QUORUM_JOB_LEASE": "0"], ["QUORUM_LOG_LEVEL": "loud"],
        ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://u:geheim@collector"],
    ])
    func wrongVariablesAreNamed(variables: [String: String]) throws {
        let (text, code) = try run([], variables)
        #expect(code == 2)
        #expect(text.contains(variables.keys.first!) && !text.contains("geheim"))
    }

    @Test func passwordsInAddressesAreNotShown() throws {
        let keys = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "QUORUM_MEDIA": "s3://quorum"]
        let (text, code) = try run([], keys.merging(["AWS_ENDPOINT_URL_S3": "http://u:geheim@storage"]) { $1 })
        #expect(code == 2 && text.contains("AWS_ENDPOINT_URL_S3: \"http://…@storage\""), "\(text)")
        #expect(!text.contains("geheim"))
        // Where nothing is kept in a storage, its addresses are not looked at.
        let (shown, ended) = try run(["--media-public", "https://u:geheim@media"])
        #expect(ended == 0 && shown.contains("media-public = https://…@media    (option)"), "\(shown)")
    }

    @Test func tracesGoWhereTheirVariablesSay() throws {
        let (text, code) = try run(
            [],
            [
                "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_SERVICE_NAME": "labels",
                "OTEL_EXPORTER_OTLP_HEADERS": "api-key=geheim", "OTEL_TRACES_SAMPLER": "always_on",
            ])
        #expect(code == 0)
        for line in [
            "otlp-endpoint = http://collector:4318    (environment)", "otlp-headers = …    (environment)",
            "otlp-service = labels    (environment)", "otlp-sampler = always_on    (environment)",
            "otlp-sampler-arg = 1    (default)",
        ] {
            #expect(text.contains(line + "\n"), "\(text)")
        }
        #expect(!text.contains("geheim"))
        #expect(try run([]).0.contains("otlp-endpoint = none    (default)"))
    }
}
