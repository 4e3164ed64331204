import ArgumentParser
import LabelServer

/// How people log in: options, else variables of the environment, else defaults.
struct LoginConfiguration {
    let publicURL: Setting<String?>
    let issuer: Setting<String?>
    let client: Setting<String?>
    let secret: Setting<String?>
    let scopes: Setting<String>
    let label: Setting<String?>
    let signUp: Setting<Bool>
    let noPasswords: Setting<Bool>
    /// nil without an issuer.
    let provider: OpenIDSettings?

    /// - Throws: `ValidationError` that names what is missing or wrong.
    init(_ options: LoginOptions, source: SettingSource) throws {
        publicURL = source.optional(options.publicURL, "QUORUM_PUBLIC_URL")
        issuer = source.optional(options.oidcIssuer, "QUORUM_OIDC_ISSUER")
        client = source.optional(options.oidcClient, "QUORUM_OIDC_CLIENT")
        secret = source.optional(nil, "QUORUM_OIDC_SECRET")
        scopes = source.text(options.oidcScopes, "QUORUM_OIDC_SCOPES", standard: "openid profile")
        label = source.optional(options.oidcLabel, "QUORUM_OIDC_LABEL")
        signUp = try source.flag(options.oidcSignUp, "oidc-sign-up", "QUORUM_OIDC_SIGN_UP")
        noPasswords = try source.flag(options.noPasswords, "no-passwords", "QUORUM_NO_PASSWORDS")
        guard let issuer = issuer.value else {
            guard !noPasswords.value else {
                throw ValidationError(
                    "--no-passwords leaves no way to log in; name a provider with --oidc-issuer.")
            }
            provider = nil
            return
        }
        do {
            provider = try OpenIDSettings(
                issuer: issuer, clientID: client.value, clientSecret: secret.value, scopes: scopes.value,
                label: label.value, signsUp: signUp.value, publicURL: publicURL.value)
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// The effective settings as a person reads them, without the secret.
    var lines: [(String, String, SettingOrigin)] {
        [
            ("public-url", publicURL.value ?? "not said", publicURL.origin),
            ("oidc-issuer", issuer.value ?? "none", issuer.origin),
            ("oidc-client", client.value ?? "none", client.origin),
            ("oidc-secret", secret.value == nil ? "none" : "…", secret.origin),
            ("oidc-scopes", scopes.value, scopes.origin),
            ("oidc-label", provider?.label ?? label.value ?? "none", label.origin),
            ("oidc-sign-up", signUp.value ? "allowed" : "refused", signUp.origin),
            ("passwords", noPasswords.value ? "refused" : "allowed", noPasswords.origin),
        ]
    }
}
