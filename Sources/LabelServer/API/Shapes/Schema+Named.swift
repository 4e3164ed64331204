import Exporter
import QuorumCore

extension Schema {
    /// What the API answers with, by name.
    static var components: [String: Value] {
        people.merging(projects) { first, _ in first }.merging(labeling) { first, _ in first }
            .merging(results) { first, _ in first }.merging(quality) { first, _ in first }
            .merging(storage) { first, _ in first }
    }

    private static var people: [String: Value] {
        [
            "Problem": object(
                ["type": text, "title": text, "status": whole(400...599), "detail": text], optional: ["field": text]),
            "User": object(["id": id, "name": text, "role": choice(ServiceRole.self), "created_at": moment]),
            "Session": object(["user": named("User")], optional: ["token": text, "project": id, "next": text]),
            "Token": object(
                [
                    "id": id, "name": text, "scopes": list(choice(TokenScope.self)), "project": nullable(id),
                    "created_at": moment, "expires_at": moment,
                ], optional: ["token": text]),
            "Member": object([
                "id": id, "name": text, "role": choice(ProjectRole.self), "since": moment, "etag": text,
            ]),
            "Invitation": object(
                [
                    "id": id, "role": choice(ProjectRole.self), "created_by": text, "created_at": moment,
                    "expires_at": moment,
                ],
                optional: ["token": text]),
            "AuditEvent": object([
                "sequence": id, "at": moment, "actor": nullable(id), "name": nullable(text), "action": text,
                "subject": text, "detail": text, "hash": text,
            ]),
        ]
    }

    private static var projects: [String: Value] {
        [
            "Project": object(
                [
                    "id": id, "name": text, "kind": choice(TaskKind.self), "guidelines": text, "guidelines_html": text,
                    "labels": list(text), "scale": nullable(object(["lowest": whole, "highest": whole])),
                    "tolerance": whole, "overlap": number,
                    "policy": text, "match": choice(QuorumMatch.self), "normalisation": list(text),
                    "chunking": object(["min": number, "max": number, "pause": number]),
                    "dispatch": object(
                        ["order": choice(DispatchPolicy.Order.self), "own_uploads": flag, "prefill": flag],
                        optional: ["seed": whole]),
                    "adjudication": object(["experts": whole(1...2), "error_kinds": list(text)]),
                    "created_at": moment, "role": choice(ProjectRole.self),
                    "permissions": list(choice(Permission.self)),
                ],
                optional: [
                    "gold": object([
                        "rate": number, "feedback": flag, "min_accuracy": nullable(number), "min_answers": whole,
                    ])
                ]),
            "Progress": object(
                ["mine": whole],
                optional: [
                    "sources": map(whole), "tasks": map(whole), "annotations": whole,
                    "annotators": list(
                        object(["id": id, "name": text, "annotations": whole, "agreed": whole, "settled": whole])),
                ]),
            "Acceptance": object([
                "id": id, "model": text, "threshold": number, "checked_share": number, "created_at": moment,
                "undone_at": nullable(moment), "accepted": whole, "checked": whole,
                "labels": object(["compared": whole, "matched": whole, "share": estimate]),
            ]),
            "Imported": object([
                "items": whole, "items_present": whole, "predictions": whole, "predictions_present": whole,
                "annotations": whole, "annotations_present": whole, "gold": whole, "gold_present": whole,
                "people": whole,
                "settled": whole,
            ]),
            "Source": object([
                "id": id, "filename": text, "sha256": text, "bytes": whole,
                "kind": nullable(["type": "string", "enum": ["audio", "text"]]),
                "state": choice(SourceState.self), "failure": nullable(text), "duration": nullable(number),
                "group": nullable(text), "language": nullable(text), "licence": nullable(text),
                "consent": nullable(text), "created_at": moment,
            ]),
        ]
    }

    private static var estimate: Value {
        object(["value": nullable(number), "interval": nullable(object(["low": number, "high": number]))])
    }

    /// How far labels and people can be relied on.
    private static var quality: [String: Value] {
        let share = object(["compared": whole, "matched": whole, "share": estimate])
        return [
            "Quality": object([
                "agreement": object([
                    "tasks": whole, "answers": whole, "percent": estimate, "fleiss_kappa": estimate,
                    "nominal_alpha": estimate, "word_error_alpha": nullable(estimate),
                    "ordinal_alpha": nullable(estimate),
                ]),
                "models": list(
                    object([
                        "model": text, "predictions": whole, "labels": share, "word_error_rate": nullable(estimate),
                        "days": list(
                            object([
                                "day": moment, "predictions": whole, "mean_score": nullable(number),
                                "label_shift": nullable(number), "labels": share,
                                "word_error_rate": nullable(estimate),
                            ])),
                    ])),
                "annotators": list(
                    object([
                        "id": id, "name": text, "answers": whole, "labels": share, "experts": share, "gold": share,
                        "paused": nullable(choice(Pause.Reason.self)),
                        "word_error_rate": nullable(estimate), "median_seconds": nullable(number),
                        "recent": object(["labels": share, "word_error_rate": nullable(estimate)]),
                        "spammer_score": nullable(number),
                    ])),
            ])
        ]
    }

    private static var labeling: [String: Value] {
        let assignment = object(["id": id, "expires_at": moment])
        let served = object(
            [
                "id": id, "kind": choice(TaskKind.self),
                "chunk": object(
                    [:],
                    optional: ["duration": number, "start": number, "end": number, "text": text, "a": text, "b": text]),
                "audio": nullable(text), "peaks": nullable(text),
            ], optional: ["suggestion": text])
        return [
            "Assignment": assignment,
            "Served": object(
                ["assignment": assignment, "task": served],
                optional: ["next": object(["assignment": assignment, "task": served])]),
            "Submission": object(
                ["annotation": object(["id": id])],
                optional: [
                    "task_state": choice(TaskState.self), "served": named("Served"),
                    "feedback": object(["right": flag, "answer": text]),
                ]),
            "Task": object([
                "id": id, "state": choice(TaskState.self),
                "chunk": object(["source": id, "filename": text, "ordinal": whole]),
                "consensus": nullable(
                    object(["label": text, "support": whole, "votes": whole, "agreement": number, "method": text])),
                "reason": text, "words": nullable(list(object(["settled": flag]))),
                "annotations": list(
                    object([
                        "id": id, "annotator": text, "answer": text, "submitted_at": moment,
                        "suggestion": nullable(choice(TaskJSON.Suggestion.self)), "set_aside": flag,
                    ])),
            ]),
            "Adjudication": object([
                "id": id, "task": id, "expert": text, "action": choice(Adjudication.Action.self),
                "label": nullable(text), "votes": nullable(whole), "errors": list(text), "note": text,
                "created_at": moment, "undone_at": nullable(moment), "group_act": nullable(id),
            ]),
            "Group": object([
                "id": id, "basis": choice(TaskGroup.Basis.self), "state": choice(TaskGroup.State.self),
                "revision": whole, "tasks": whole, "created_at": moment,
            ]),
            "GroupAct": object([
                "id": id, "group": id, "expert": text, "action": choice(GroupAct.Action.self), "label": nullable(text),
                "tasks": whole, "note": text, "created_at": moment, "undone_at": nullable(moment),
            ]),
            "Outcome": object(["adjudication": named("Adjudication"), "task_state": choice(TaskState.self)]),
        ]
    }

    private static var results: [String: Value] {
        [
            "Webhook": object(
                [
                    "id": id, "url": text, "events": list(choice(from: WebhookEvent.offered)), "created_at": moment,
                    "paused": flag, "disabled_at": nullable(moment), "disabled_because": nullable(text),
                    "etag": text,
                ], optional: ["secret": text]),
            "Delivery": object([
                "id": id, "event": choice(WebhookEvent.self), "payload": text,
                "state": choice(WebhookDelivery.State.self), "attempts": whole, "status": nullable(whole),
                "failure": nullable(text), "created_at": moment, "due_at": moment,
            ]),
            "Version": object([
                "id": id, "name": text, "digest": text, "examples": whole, "erased": whole,
                "ratios": object(["train": number, "validation": number, "test": number]), "created_at": moment,
            ]),
            "Job": object([
                "id": id, "kind": choice(JobKind.self), "source": nullable(id), "version": nullable(text),
                "format": nullable(text), "state": choice(JobState.self), "failure": nullable(text),
                "attempt": whole, "stage": nullable(choice(JobStage.self)), "progress": number,
                "created_at": moment, "result": nullable(text),
            ]),
        ]
    }
}
