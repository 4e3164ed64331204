internal import QuorumCore

/// Where a service keeps its files, as its operator says.
package enum MediaSettings: Sendable, Equatable {
    /// The data folder.
    case folder
    case s3(S3Settings)

    /// The variable that names the place.
    package static let variable = "QUORUM_MEDIA"
    /// The variable with the address at which browsers reach the storage.
    package static let publicVariable = "QUORUM_MEDIA_PUBLIC"
    private static let accessKey = "AWS_ACCESS_KEY_ID"
    private static let secretKey = "AWS_SECRET_ACCESS_KEY"
    private static let sessionToken = "AWS_SESSION_TOKEN"
    /// The first that is set counts.
    private static let endpoints = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]
    private static let regions = ["AWS_REGION", "AWS_DEFAULT_REGION"]

    /// - Parameters:
    ///   - location: `s3://bucket/prefix`; nil for the data folder.
    ///   - publicAddress: of the storage, for browsers.
    ///   - environment: has the endpoint, region and access key, under the names that other programs for S3 read.
    ///   - place: where the value of a variable comes from, as complaints name it.
    /// - Throws: `MediaError` (`.settings`) that names what is wrong or missing, without any password in it.
    package init(
        location: String?, publicAddress: String? = nil, environment: [String: String],
        place: (_ variable: String) -> String = { $0 }
    ) throws(MediaError) {
        guard let location, location != "folder" else {
            self = .folder
            return
        }
        func value(_ names: [String]) -> String? { names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } }
        let (bucket, prefix) = try Self.parts(of: location, from: place(Self.variable))
        let region = value(Self.regions) ?? "us-east-1"
        guard let access = value([Self.accessKey]), let secret = value([Self.secretKey]) else {
            throw MediaError(
                .settings, "\(location) needs an access key: set \(Self.accessKey) and \(Self.secretKey).")
        }
        self = .s3(
            S3Settings(
                bucket: bucket, prefix: prefix,
                endpoint: try Self.endpoint(
                    value(Self.endpoints) ?? "https://s3.\(region).amazonaws.com",
                    from: place(Self.endpoints.first { environment[$0]?.isEmpty == false } ?? Self.endpoints[1])),
                publicEndpoint: try publicAddress.map { address throws(MediaError) in
                    try Self.endpoint(address, from: place(Self.publicVariable))
                },
                region: region,
                credentials: S3Credentials(
                    accessKey: access, secretKey: secret, sessionToken: value([Self.sessionToken]))))
    }

    /// What the database notes of the place; endpoints may differ from machine to machine.
    package var name: String {
        switch self {
        case .folder: "folder"
        case .s3(let settings): settings.name
        }
    }

    /// What an operator may read of it: no secret.
    package var summary: String {
        switch self {
        case .folder: "the data folder"
        case .s3(let settings):
            "\(settings.name) at \(settings.endpoint.origin), region \(settings.region), access key "
                + settings.credentials.accessKey
                + (settings.publicEndpoint.map { ", for browsers at \($0.origin)" } ?? "")
        }
    }

    /// From where browsers get recordings besides from the server; nil for nowhere.
    package var publicOrigin: String? {
        guard case .s3(let settings) = self else { return nil }
        return settings.publicEndpoint?.origin
    }

    /// What a child process needs besides the name, which the database has. It holds a secret.
    package var environment: [String: String] {
        guard case .s3(let settings) = self else { return [:] }
        var variables = [
            Self.endpoints[0]: settings.endpoint.origin, Self.regions[0]: settings.region,
            Self.accessKey: settings.credentials.accessKey, Self.secretKey: settings.credentials.secretKey,
        ]
        variables[Self.sessionToken] = settings.credentials.sessionToken
        return variables
    }

    private static func endpoint(_ text: String, from origin: String) throws(MediaError) -> S3Endpoint {
        guard let endpoint = S3Endpoint(text) else {
            throw MediaError(
                .settings,
                "\(origin): \"\(text.withoutUserInfo)\" is no address of a storage; give one such as "
                    + "http://storage:8333. Names and passwords are no part of it.")
        }
        return endpoint
    }

    private static func parts(
        of location: String, from origin: String
    ) throws(MediaError) -> (bucket: String, prefix: String) {
        let scheme = "s3://"
        let parts = location.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false)
        let isPrefixPlain = parts.dropFirst().allSatisfy { part in
            part != "." && part != ".." && part.utf8.allSatisfy { $0.isUnreserved }
        }
        guard location.hasPrefix(scheme), let bucket = parts.first, bucket.utf8.count >= 3,
            bucket.utf8.allSatisfy({ $0.isUnreserved && !(65...90).contains($0) }), isPrefixPlain,
            !parts.dropFirst().dropLast().contains("")
        else {
            throw MediaError(
                .settings,
                "\(origin): \"\(location.withoutUserInfo)\" is no place for files: give s3://BUCKET or s3://BUCKET/PREFIX, of letters, digits, "
                    + "dots, hyphens and underscores, or leave it out for the data folder.")
        }
        return (String(bucket), parts.dropFirst().joined(separator: "/"))
    }
}
