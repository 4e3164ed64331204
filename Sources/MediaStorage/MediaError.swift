/// Why a file cannot be kept or read; `description` says what to do, and holds no secret.
package struct MediaError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// There is no such file.
        case missing
        /// It may work in a moment.
        case unreachable
        /// The storage does not take the key, or what it asks for.
        case refused
        case noBucket = "no_bucket"
        case clock
        case full
        case settings
        case failed
    }

    package let code: Code
    package let description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
