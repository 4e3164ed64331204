import Foundation
import HTTPTypes
import LabelStore
import QuorumCore

/// A change of a project's settings, made by a merge patch of the document that describes them.
struct ProjectEdit {
    /// What of the document is settings; the rest is told, not set.
    private static let fields: Set<String> = [
        "name", "kind", "guidelines", "labels", "scale", "policy", "match", "tolerance", "overlap", "normalisation",
        "chunking", "dispatch", "adjudication", "gold",
    ]
    /// Without these there is no project.
    private static let needed = ["name", "policy"]

    let after: Project
    /// The fields that differ, as JSON: `{"after":{…},"before":{…}}`.
    let detail: String

    /// - Throws: `Problem` (422) with the field that cannot be so, or is none.
    init(of before: Project, by patch: JSONValue) throws {
        let document = try Self.document(of: before)
        try Self.check(patch, of: document)
        let merged = document.merged(with: patch)
        let draft = try APIDecoder.value(ProjectDraft.self, from: JSONEncoder().encode(Self.settings(merged, before)))
        after = try Project(draft.checked(), in: before)
        detail = try Self.difference(from: document, to: Self.document(of: after))
    }

    private static func document(of project: Project) throws -> JSONValue {
        let json = try JSONDecoder().decode(
            JSONValue.self, from: JSONEncoder.api.encode(ProjectJSON(project, for: .owner)))
        return .object((json.members ?? [:]).filter { fields.contains($0.key) })
    }

    private static func check(_ patch: JSONValue, of document: JSONValue) throws {
        guard let changes = patch.members else {
            throw Problem(.badRequest, "The body is JSON but no object; send one, {…}.")
        }
        if let unknown = document.unknownMember(of: patch) {
            throw Problem.invalid(
                unknown,
                "A project has no setting \"\(unknown.prefix(100))\" that can change; docs/api.md has them all.")
        }
        if let kind = changes["kind"], kind != document.members?["kind"] {
            throw Problem.invalid("kind", "The kind of a project never changes; make another project.")
        }
        for field in needed where changes[field] == .null {
            throw Problem.invalid(field, "A project has a \(field); give another instead of taking it away.")
        }
    }

    /// What a new project would be asked for with; settings that a kind does not have are left out.
    private static func settings(_ document: JSONValue, _ project: Project) -> JSONValue {
        var members = document.members ?? [:]
        if project.kind != .transcription, members["normalisation"] == .list(normalisation(of: project)) {
            members["normalisation"] = nil
        }
        return .object(members)
    }

    private static func normalisation(of project: Project) -> [JSONValue] {
        project.policy.normalisation.names.map(JSONValue.text)
    }

    private static func difference(from old: JSONValue, to new: JSONValue) throws -> String {
        let (was, becomes) = (old.members ?? [:], new.members ?? [:])
        let changed = Set(was.keys).union(becomes.keys).filter { was[$0] != becomes[$0] }
        let parts = [
            "before": JSONValue.object(was.filter { changed.contains($0.key) }),
            "after": .object(becomes.filter { changed.contains($0.key) }),
        ]
        return String(decoding: try JSONEncoder.api.encode(parts), as: UTF8.self)
    }
}

extension Project {
    /// A project with the settings of another that is to be.
    fileprivate init(_ new: NewProject, in project: Project) throws {
        self.init(
            id: project.id, name: new.name, kind: new.kind, guidelines: new.guidelines, labels: new.labels,
            scale: new.scale, policy: new.policy, chunking: new.chunking, dispatch: new.dispatch,
            adjudication: new.adjudication, gold: new.gold, createdAt: project.createdAt)
    }
}
