import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// The header fields of tus 1.0 (https://tus.io/protocols/resumable-upload, 1.0.0).
extension HTTPField.Name {
    static let tusResumable = Self("Tus-Resumable")!
    static let tusVersion = Self("Tus-Version")!
    static let tusExtension = Self("Tus-Extension")!
    static let tusMaxSize = Self("Tus-Max-Size")!
    static let tusChecksumAlgorithm = Self("Tus-Checksum-Algorithm")!
    static let uploadOffset = Self("Upload-Offset")!
    static let uploadLength = Self("Upload-Length")!
    static let uploadMetadata = Self("Upload-Metadata")!
    static let uploadChecksum = Self("Upload-Checksum")!
    static let uploadExpires = Self("Upload-Expires")!
}

enum Tus {
    static let version = "1.0.0"
    static let extensions = "creation,checksum,termination,expiration"
    static let media = "application/offset+octet-stream"

    /// - Throws: `Problem`: 412 for a request of another version of the protocol, 400 for one that names none.
    static func checkVersion(_ request: Request) throws {
        let given = request.headers[.tusResumable]
        guard given == version else {
            var problem = Problem(
                given == nil ? .badRequest : .preconditionFailed,
                "Send the header Tus-Resumable: \(version), the version of tus spoken here.")
            problem.headers[.tusVersion] = version
            throw problem
        }
    }

    /// A count of bytes.
    ///
    /// - Throws: `Problem` (400).
    static func number(_ name: HTTPField.Name, of request: Request) throws -> Int64 {
        guard let text = request.headers[name], let number = Int64(text), number >= 0 else {
            throw Problem(.badRequest, "Send the header \(name.canonicalName) with a whole number of bytes.")
        }
        return number
    }

    /// The pairs of `Upload-Metadata`: names, and values in base64 that are UTF-8.
    ///
    /// - Throws: `Problem` (400).
    static func metadata(of request: Request) throws -> [String: String] {
        var values: [String: String] = [:]
        for pair in (request.headers[.uploadMetadata] ?? "").split(separator: ",") {
            let words = pair.split(separator: " ")
            guard let name = words.first, words.count <= 2, values[String(name)] == nil,
                let bytes = Data(base64Encoded: words.count == 2 ? String(words[1]) : ""),
                let value = String(validating: bytes, as: UTF8.self)
            else {
                throw Problem(
                    .badRequest,
                    "Upload-Metadata must be pairs of a name and a text in base64, between commas, each name once.")
            }
            values[String(name)] = value
        }
        return values
    }
}

/// What the bytes of one request should hash to.
struct TusChecksum {
    enum Algorithm: String, CaseIterable { case sha1, sha256 }

    private let expected: Data
    private var hasher: any HashFunction

    /// - Parameter header: an algorithm's name and a digest in base64; nil makes none.
    /// - Throws: `Problem` (400).
    init?(_ header: String?) throws {
        guard let header else { return nil }
        let words = header.split(separator: " ")
        guard words.count == 2, let algorithm = Algorithm(rawValue: String(words[0])),
            let expected = Data(base64Encoded: String(words[1]))
        else {
            let known = Algorithm.allCases.map(\.rawValue).joined(separator: " or ")
            throw Problem(.badRequest, "Upload-Checksum must be \(known), a space, and the digest in base64.")
        }
        self.expected = expected
        hasher = algorithm == .sha1 ? Insecure.SHA1() : SHA256()
    }

    mutating func update(_ bytes: some DataProtocol) { hasher.update(data: bytes) }

    /// - Throws: `Problem` (460, as tus names it) when other bytes came in than were sent.
    func check() throws {
        guard Data(hasher.finalize()) == expected else {
            throw Problem(
                HTTPResponse.Status(code: 460, reasonPhrase: "Checksum Mismatch"),
                "The bytes were changed on their way, so they were not kept; send them again.")
        }
    }
}

/// Says in every answer to a request of tus that it is spoken here, also in refusals.
struct TusMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if request.headers[.tusResumable] != nil { response.headers[.tusResumable] = Tus.version }
        return response
    }
}
