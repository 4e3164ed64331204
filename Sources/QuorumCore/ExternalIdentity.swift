/// Somebody as a provider of log-ins knows them. A subject is never given to another person, as a name or an e-mail
/// address may be (OpenID Connect Core 1.0, section 5.7).
public struct ExternalIdentity: Sendable, Hashable {
    /// The provider's URL.
    public let issuer: String
    /// The provider's own word for the person, unique within it.
    public let subject: String

    public init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
    }
}

/// An external identity with which an account's owner logs in.
public struct ConnectedIdentity: Sendable, Hashable {
    public let id: ConnectedIdentityID
    public let issuer: String
    public let connectedAt: Timestamp

    public init(id: ConnectedIdentityID, issuer: String, connectedAt: Timestamp) {
        self.id = id
        self.issuer = issuer
        self.connectedAt = connectedAt
    }
}
