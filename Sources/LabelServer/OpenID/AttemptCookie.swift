import Hummingbird

/// The cookie of a browser that is on its way to the provider and back: out of reach of scripts, sent by no other site.
struct AttemptCookie: Sendable {
    /// By TLS alone; no other host of the domain can then set it (the prefix `__Host-` of RFC 6265bis).
    let isSecure: Bool

    private var name: String { isSecure ? "__Host-quorum_login" : "quorum_login" }

    func carrying(_ attempt: LoginAttempt) throws -> Cookie {
        Cookie(
            name: name, value: try attempt.cookie, maxAge: LoginAttempt.seconds, path: "/", secure: isSecure,
            httpOnly: true, sameSite: .strict)
    }

    var cleared: Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict)
    }

    /// nil when there is none, or none that this server wrote.
    func attempt(of request: Request) -> LoginAttempt? {
        request.cookies[name].flatMap { LoginAttempt(cookie: $0.value) }
    }
}
