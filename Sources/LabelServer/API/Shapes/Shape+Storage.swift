import LabelStore
import QuorumCore

extension Shape {
    private typealias S = Schema

    /// Files that come in piece by piece, and what a project takes of files.
    static var storage: [Endpoint: Shape] {
        var begin = Shape(status: 201, answer: nil)
        begin.headers = tus.merging(["Upload-Length": S.whole(1...Int.max), "Upload-Metadata": S.text]) { $1 }
        begin.requiredHeaders = ["Tus-Resumable", "Upload-Length", "Upload-Metadata"]
        var proceed = Shape(status: 204, answer: nil)
        proceed.headers = tus.merging(["Upload-Offset": S.whole(0...Int.max), "Upload-Checksum": S.text]) { $1 }
        proceed.requiredHeaders = ["Tus-Resumable", "Upload-Offset"]
        proceed.body = (Tus.media, ["type": "string", "format": "binary"])
        var end = Shape(status: 204, answer: nil)
        end.headers = tus
        end.requiredHeaders = ["Tus-Resumable"]
        return [
            .uploadProtocol: Shape(status: 204, answer: nil), .beginUpload: begin,
            .showUpload: .json(S.named("Upload")), .continueUpload: proceed, .endUpload: end,
            .showStorage: .json(S.named("Storage")).tagged,
            .setQuota: .json(S.named("Storage"), takes: S.object([:], optional: ["bytes": S.whole(0...Int.max)]))
                .conditional.tagged,
            .setStorageRules: .json(
                S.named("Storage"),
                takes: S.object(
                    [:],
                    optional: [
                        "types": S.list(["type": "string", "pattern": "^[a-z0-9]{1,20}$"]), "needs_consent": S.flag,
                        "needs_licence": S.flag,
                        "retention": S.object(
                            [:],
                            optional: [
                                "media_days": S.whole(0...StorageService.mostDays),
                                "media_after": S.choice(RetentionRules.Start.self),
                                "draft_days": S.whole(0...StorageService.mostDays),
                            ]),
                    ])
            ).conditional.tagged,
            .showRetention: .json(
                S.object([
                    "expired": S.list(
                        S.object([
                            "source": S.id, "filename": S.text,
                            "erases": ["type": "string", "enum": ["media", "draft"]],
                        ]))
                ])),
            .listErasures: .json(
                S.object(["erasures": S.list(S.named("Erasure")), "next": S.nullable(S.id)]),
                query: page(200).merging(["before": S.id]) { first, _ in first }),
            .eraseData: .json(
                S.object([
                    "erased": S.flag, "sources": S.whole, "chunks": S.whole, "answers": S.whole,
                    "predictions": S.whole, "examples": S.whole,
                ]),
                takes: S.object([:], optional: ["source": S.id, "speaker": S.text(atLeast: 1), "confirm": S.flag])),
        ]
    }

    /// Any text: another version is refused with 412, as the protocol says.
    private static var tus: [String: Schema.Value] { ["Tus-Resumable": S.text] }
}

extension Schema {
    static var storage: [String: Value] {
        [
            "Upload": object([
                "id": id, "filename": text, "length": whole, "offset": whole, "source": nullable(id),
                "expires_at": moment,
            ]),
            "Erasure": object([
                "id": id, "kind": choice(Tombstone.Kind.self), "sources": whole, "chunks": whole, "answers": whole,
                "predictions": whole, "examples": whole, "name": nullable(text), "at": moment,
            ]),
            "Storage": object([
                "quota": nullable(whole), "files": whole, "bytes": whole, "pending_files": whole,
                "pending_bytes": whole, "types": list(text), "needs_consent": flag, "needs_licence": flag,
                "retention": object([
                    "media_days": nullable(whole), "media_after": choice(RetentionRules.Start.self),
                    "draft_days": nullable(whole),
                ]),
            ]),
        ]
    }
}
