import Testing

@testable import MediaStorage

@Suite struct MediaSettingsTests {
    private let keys = ["AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "hidden"]

    @Test func theFolderNeedsNothing() throws {
        #expect(try MediaSettings(location: nil, environment: [:]) == .folder)
        #expect(try MediaSettings(location: "folder", environment: [:]) == .folder)
        #expect(MediaSettings.folder.environment.isEmpty)
    }

    @Test func aBucketIsReachedAsTheUsualVariablesSay() throws {
        let more = ["AWS_ENDPOINT_URL": "http://storage:8333/", "AWS_REGION": "eu-west-3"]
        let settings = try MediaSettings(
            location: "s3://quorum/team-a/", environment: keys.merging(more) { $1 })
        guard case .s3(let bucket) = settings else {
            Issue.record("no bucket")
            return
        }
        #expect(bucket.bucket == "quorum")
        #expect(bucket.prefix == "team-a/")
        #expect(bucket.endpoint.origin == "http://storage:8333")
        #expect(bucket.region == "eu-west-3")
        #expect(settings.name == "s3://quorum/team-a")
        #expect(!settings.summary.contains("hidden"))
        #expect(settings.publicOrigin == nil)
        // A child process comes to the same.
        #expect(try MediaSettings(location: settings.name, environment: settings.environment) == settings)
    }

    @Test func withoutAnEndpointItIsAmazons() throws {
        guard
            case .s3(let bucket) = try MediaSettings(
                location: "s3://quorum", environment: keys.merging(["AWS_DEFAULT_REGION": "eu-north-1"]) { $1 })
        else {
            Issue.record("no bucket")
            return
        }
        #expect(bucket.endpoint.origin == "https://s3.eu-north-1.amazonaws.com")
        #expect(bucket.prefix.isEmpty)
    }

    @Test(
        arguments: [
            "s3://", "s3://ab", "s3://Upper", "s3://bucket/a/../b", "s3://bucket//a", "s3://bucket/a b", "/srv/media",
            "https://bucket", "s3://bucket/é", "s3:///a",
        ])
    func otherPlacesAreRefused(location: String) {
        let error = #expect(throws: MediaError.self) {
            _ = try MediaSettings(location: location, environment: keys)
        }
        #expect(error?.code == .settings)
        #expect(error?.description.contains(location) == true)
    }

    @Test(
        arguments: [
            ("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_ENDPOINT_URL", "storage:8333"),
            ("AWS_ENDPOINT_URL", "http://user@storage"), ("AWS_ENDPOINT_URL", "http://storage/path"),
            ("AWS_ENDPOINT_URL", "ftp://storage"),
        ])
    func whatIsMissingOrWrongIsNamed(variable: String, value: String) {
        let error = #expect(throws: MediaError.self) {
            _ = try MediaSettings(location: "s3://quorum", environment: keys.merging([variable: value]) { $1 })
        }
        #expect(error?.code == .settings)
        #expect(error?.description.contains(variable) == true)
    }

    @Test func thePortOfTheSchemeIsLeftOut() {
        #expect(S3Endpoint("https://Storage.example:443")?.origin == "https://storage.example")
        #expect(S3Endpoint("http://storage:443")?.origin == "http://storage:443")
        #expect(S3Endpoint("http://[::1]:9000")?.host == "[::1]:9000")
    }
}
