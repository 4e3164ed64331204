import Foundation
import QuorumCore
import Testing

@testable import MediaStorage

/// Signatures as Amazon's documentation and botocore have them.
@Suite struct SignatureTests {
    private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    private static let welcome = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
    /// "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk", Amazon S3 API
    /// reference.
    private let signature = SignatureV4(
        credentials: S3Credentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        region: "us-east-1")
    private let moment = Timestamp(iso8601: "2013-05-24T00:00:00Z")!

    @Test(
        arguments: [
            (
                "GET", "/test.txt", [], [("Range", "bytes=0-9")], empty,
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
            ),
            (
                "PUT", "/test$file.text", [],
                [("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")], welcome,
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
            ),
            (
                "GET", "/", [("lifecycle", "")], [], empty,
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
            ),
            (
                "GET", "/", [("max-keys", "2"), ("prefix", "J")], [], empty,
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            ),
        ] as [(String, String, [(String, String)], [(String, String)], String, String)])
    func headersAreSignedAsTheReferenceSays(
        method: String, path: String, query: [(String, String)], headers: [(String, String)], payload: String,
        expected: String
    ) throws {
        let request = SignatureV4.Request(
            method: method, host: "examplebucket.s3.amazonaws.com", path: path, query: query.map { ($0.0, $0.1) },
            headers: headers.map { ($0.0, $0.1) })
        let signed = signature.signed(request, payloadHash: payload, at: moment)
        let authorization = try #require(signed.headers.last { $0.name == "Authorization" }?.value)
        #expect(authorization.hasSuffix("Signature=\(expected)"))
    }

    @Test func anAddressIsSignedAsTheReferenceSays() {
        let request = SignatureV4.Request(method: "GET", host: "examplebucket.s3.amazonaws.com", path: "/test.txt")
        let target = signature.presigned(request, for: .seconds(86_400), at: moment).target
        #expect(
            target == "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    }

    @Test func botocoreSignsTheSame() throws {
        let cases = try JSONDecoder().decode([Signed].self, from: Data(contentsOf: Signed.file))
        #expect(cases.count == 10)
        for example in cases {
            let signature = SignatureV4(
                credentials: S3Credentials(
                    accessKey: "AKIAEXAMPLE", secretKey: "secret/+key", sessionToken: example.token),
                region: example.region)
            let request = SignatureV4.Request(
                method: example.method, host: example.host, path: example.path,
                query: example.query.map { ($0[0], $0[1]) }, headers: example.headers.map { ($0[0], $0[1]) })
            let time = try #require(Timestamp(iso8601: example.time))
            let signed = signature.signed(request, payloadHash: example.payload, at: time)
            #expect(
                signed.headers.last?.value == example.authorization.replacing(", ", with: ","),
                "\(example.method) \(example.path)")
            let link = signature.presigned(request, for: .seconds(300), at: time)
            #expect(link.query.last?.value == example.linkSignature, "\(example.method) \(example.path)")
        }
    }

    private struct Signed: Decodable {
        static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/signatures.json")

        let region, method, host, path: String
        let query, headers: [[String]]
        let token: String?
        let payload, time, authorization: String
        let linkSignature: String

        enum CodingKeys: String, CodingKey {
            case region, method, host, path, query, headers, token, payload, time, authorization
            case linkSignature = "link_signature"
        }
    }
}
