import Foundation
import HTTPTypes
import Hummingbird
import QuorumCore

/// The files that jobs made of a version.
struct ResultController: Sendable {
    /// The report is one file with its own style and script, and gets to nothing else.
    private static let reportPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
        + "sandbox allow-scripts; frame-ancestors 'none'"

    let versions: VersionService
    let files: MediaServer

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.reportPage, use: reportPage)
        routes.on(.reportData, use: reportData)
        routes.on(.exportManifest, use: manifest)
        routes.on(.exportFile, use: file)
    }

    private func reportPage(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await report("report.html", request, context, headers: [.contentSecurityPolicy: Self.reportPolicy])
    }

    private func reportData(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await report("report.json", request, context)
    }

    private func report(
        _ name: String, _ request: Request, _ context: MemberContext, headers: HTTPFields = [:]
    ) async throws -> Response {
        let folder = try await versions.report(ofVersion: context.word("version"), in: context.project)
        return try await files.response(
            to: request, context, key: "\(folder)/\(name)", headers: headers,
            missing: "There is no report of this version yet; POST to …/report makes one.")
    }

    /// What the export holds; the paths in it are relative to this address with a slash at its end.
    private func manifest(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await exported(["manifest.json"], request, context)
    }

    private func file(_ request: Request, _ context: MemberContext) async throws -> Response {
        let parts = context.parameters.getCatchAll().compactMap { $0.removingPercentEncoding }
        return try await exported(
            parts.isEmpty ? ["manifest.json"] : parts, request, context,
            headers: [.contentDisposition: "attachment"])
    }

    private func exported(
        _ file: [String], _ request: Request, _ context: MemberContext, headers: HTTPFields = [:]
    ) async throws -> Response {
        let key = try await versions.exported(
            file, as: context.word("format"), ofVersion: context.word("version"), in: context.project)
        return try await files.response(
            to: request, context, key: key, headers: headers,
            missing: "The export is not made yet, or has no such file; POST to …/exports makes it, "
                + "its manifest.json lists the files.")
    }
}
