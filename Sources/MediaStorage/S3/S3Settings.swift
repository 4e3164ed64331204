internal import Foundation

/// A bucket of an S3-compatible storage, and who asks.
package struct S3Settings: Sendable, Equatable {
    package let bucket: String
    /// Before every key; empty, or ends with a slash.
    package let prefix: String
    package let endpoint: S3Endpoint
    /// The address at which browsers reach the storage; nil when only the server does.
    package let publicEndpoint: S3Endpoint?
    package let region: String
    package let credentials: S3Credentials

    /// - Parameter prefix: with or without a slash at its end.
    package init(
        bucket: String, prefix: String = "", endpoint: S3Endpoint, publicEndpoint: S3Endpoint? = nil,
        region: String = "us-east-1", credentials: S3Credentials
    ) {
        self.bucket = bucket
        self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        self.endpoint = endpoint
        self.publicEndpoint = publicEndpoint
        self.region = region
        self.credentials = credentials
    }

    package var name: String { "s3://\(bucket)\(prefix.isEmpty ? "" : "/" + prefix.dropLast())" }
}

/// An access key.
package struct S3Credentials: Sendable, Equatable {
    package let accessKey: String
    let secretKey: String
    /// Of temporary keys.
    let sessionToken: String?

    package init(accessKey: String, secretKey: String, sessionToken: String? = nil) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
    }
}

/// Scheme, host and port of a storage, such as `https://s3.eu-central-1.amazonaws.com`.
package struct S3Endpoint: Sendable, Equatable {
    /// Without a slash at its end; what `Content-Security-Policy` calls an origin.
    package let origin: String
    /// As the header `Host` tells it: with the port, unless it is the scheme's own.
    let host: String

    /// - Returns: nil for anything but `http://` or `https://`, a host and maybe a port.
    package init?(_ text: String) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, ["", "/"].contains(parts.path),
            parts.query == nil, parts.fragment == nil, parts.user == nil
        else { return nil }
        let standard = scheme == "http" ? 80 : 443
        let port = parts.port.flatMap { $0 == standard ? nil : ":\($0)" } ?? ""
        self.host = host.lowercased() + port
        origin = "\(scheme)://\(self.host)"
    }
}
