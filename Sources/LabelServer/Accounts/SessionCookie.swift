import Hummingbird

/// The cookie of a browser's session: out of reach of scripts, sent by no other site.
enum SessionCookie {
    static let name = "quorum_session"

    static func carrying(_ token: Secret, secure: Bool) -> Cookie {
        Cookie(name: name, value: token.text, path: "/", secure: secure, httpOnly: true, sameSite: .strict)
    }

    static var cleared: Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: false, httpOnly: true, sameSite: .strict)
    }
}
