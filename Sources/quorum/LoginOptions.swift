import ArgumentParser

/// Log-ins through an OpenID Connect provider. The client's secret has no option: others could read it in the list of
/// processes.
struct LoginOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where browsers reach this service; needed with --oidc-issuer.", valueName: "url"))
    var publicURL: String?

    @Option(help: ArgumentHelp("An OpenID Connect provider to log in with.", valueName: "url"))
    var oidcIssuer: String?

    @Option(help: ArgumentHelp("What the provider knows this service by.", valueName: "id"))
    var oidcClient: String?

    @Option(help: ArgumentHelp("What to ask the provider for (openid profile).", valueName: "words"))
    var oidcScopes: String?

    @Option(help: ArgumentHelp("What the button says (Log in with the provider's host).", valueName: "text"))
    var oidcLabel: String?

    @Flag(help: "Give whoever the provider knows an account, a member of no project.")
    var oidcSignUp = false

    @Flag(help: "Let people log in through the provider alone.")
    var noPasswords = false
}
