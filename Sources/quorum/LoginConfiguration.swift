import ArgumentParser
import LabelServer

/// How people log in.
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
        publicURL = source.optional(options.publicURL, .publicURL)
        issuer = source.optional(options.oidcIssuer, .oidcIssuer)
        client = source.optional(options.oidcClient, .oidcClient)
        secret = source.optional(nil, .oidcSecret)
        scopes = source.text(options.oidcScopes, .oidcScopes, standard: "openid profile")
        label = source.optional(options.oidcLabel, .oidcLabel)
        signUp = try source.flag(options.oidcSignUp, .oidcSignUp)
        noPasswords = try source.flag(options.noPasswords, .noPasswords)
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
                label: label.value, signsUp: signUp.value, publicURL: publicURL.value
            ) { option in
                option == "--public-url"
                    ? source.place(of: .publicURL, option: options.publicURL)
                    : source.place(of: .oidcIssuer, option: options.oidcIssuer)
            }
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// The effective settings, without the secret.
    var lines: [SettingLine] {
        [
            SettingLine(.publicURL, publicURL, absent: "none"), SettingLine(.oidcIssuer, issuer, absent: "none"),
            SettingLine(.oidcClient, client, absent: "none"),
            SettingLine(SettingName.oidcSecret.rawValue, secret.value == nil ? "none" : "…", secret.origin),
            SettingLine(.oidcScopes, scopes),
            SettingLine(SettingName.oidcLabel.rawValue, provider?.label ?? label.value ?? "none", label.origin),
            SettingLine(.oidcSignUp, signUp), SettingLine(.noPasswords, noPasswords),
        ]
    }
}
