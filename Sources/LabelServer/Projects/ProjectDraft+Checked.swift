import LabelStore
import QuorumCore

extension ProjectDraft {
    private static let longestName = 100
    private static let longestGuidelines = 100_000
    private static let longestLabel = 100
    private static let mostLabels = 1000
    private static let mostErrorKinds = 50

    /// What the draft asks for, with what it leaves out filled in.
    ///
    /// - Throws: `Problem` (422) that names the field no project can have.
    func checked() throws -> NewProject {
        let kind = try FieldRules.choice(kind, field: "kind", of: TaskKind.self)
        return NewProject(
            name: try FieldRules.name(name, field: "name", longest: Self.longestName),
            kind: kind,
            guidelines: try FieldRules.text(guidelines ?? "", field: "guidelines", longest: Self.longestGuidelines),
            labels: try Self.labels(labels ?? [], for: kind),
            scale: try Self.scale(scale, for: kind),
            policy: try Self.policy(of: self, for: kind),
            chunking: try Self.chunking(chunking),
            dispatch: try Self.dispatch(dispatch),
            adjudication: try Self.adjudication(adjudication, for: kind),
            gold: try Self.gold(gold))
    }

    private static func labels(_ given: [String], for kind: TaskKind) throws -> [String] {
        guard kind.hasLabels else {
            guard given.isEmpty else {
                throw Problem.invalid("labels", "A project of the kind \(kind.rawValue) has no labels; leave them out.")
            }
            return []
        }
        guard (kind.fewestLabels...mostLabels).contains(given.count) else {
            throw Problem.invalid(
                "labels",
                "A project of the kind \(kind.rawValue) needs \(kind.fewestLabels) to \(mostLabels) labels to choose from; "
                    + "\(given.count) are given.")
        }
        var labels: [String] = []
        for (index, label) in given.enumerated() {
            let label = try FieldRules.name(label, field: "labels.\(index)", longest: longestLabel)
            guard !labels.contains(label) else {
                throw Problem.invalid("labels.\(index)", "The label \"\(label)\" is given twice; remove one.")
            }
            labels.append(label)
        }
        return labels
    }

    private static func scale(_ draft: Scale?, for kind: TaskKind) throws -> RatingScale? {
        guard kind == .rating else {
            guard draft == nil else {
                throw Problem.invalid("scale", "Only a project of the kind rating has a scale; leave it out.")
            }
            return nil
        }
        guard let draft else { return .standard }
        do {
            return try RatingScale(lowest: draft.lowest, highest: draft.highest)
        } catch {
            throw Problem.invalid("scale", error.description)
        }
    }

    private static func policy(of draft: ProjectDraft, for kind: TaskKind) throws -> QuorumPolicy {
        let match = try match(draft.match, for: kind)
        try checkEffect(of: draft, on: kind, match: match)
        let normalisation = try normalisation(draft.normalisation, match: match)
        do {
            return try QuorumPolicy(
                parsing: FieldRules.trimmed(draft.policy), match: match, normalisation: normalisation,
                tolerance: draft.tolerance ?? 0, overlap: draft.overlap ?? QuorumPolicy.standardOverlap)
        } catch {
            throw Problem.invalid(field(of: error), error.description)
        }
    }

    /// - Throws: for what is set and would change nothing, or would let any answers match.
    private static func checkEffect(of draft: ProjectDraft, on kind: TaskKind, match: QuorumMatch) throws {
        if let tolerance = draft.tolerance, tolerance > 0 {
            guard match == .median else {
                throw Problem.invalid(
                    "tolerance", "Only ratings that match by \"median\" have a tolerance; leave it out.")
            }
            let points = (try scale(draft.scale, for: kind) ?? .standard).points
            guard tolerance < points.count - 1 else {
                throw Problem.invalid(
                    "tolerance",
                    "With a tolerance of \(tolerance) any two ratings from \(points.lowerBound) to \(points.upperBound) "
                        + "match; give a smaller one.")
            }
        }
        if draft.overlap ?? QuorumPolicy.standardOverlap != QuorumPolicy.standardOverlap, match != .overlap {
            throw Problem.invalid("overlap", "Only spans that match by \"overlap\" have a share of it; leave it out.")
        }
        if draft.normalisation != nil, kind != .transcription {
            throw Problem.invalid(
                "normalisation", "Answers of the kind \(kind.rawValue) are compared as they are; leave it out.")
        }
    }

    private static func field(of error: QuorumPolicyError) -> String {
        switch error {
        case .negativeTolerance: "tolerance"
        case .overlapOutOfRange: "overlap"
        case .malformed, .agreeTooSmall, .maxTooLarge, .agreeExceedsMax: "policy"
        }
    }

    /// The kind's standard unless the project says otherwise.
    private static func match(_ given: String?, for kind: TaskKind) throws -> QuorumMatch {
        guard let given else { return kind.matches[0] }
        let match = try FieldRules.choice(given, field: "match", of: QuorumMatch.self)
        guard kind.matches.contains(match) else {
            throw Problem.invalid(
                "match",
                "Answers of the kind \(kind.rawValue) do not match by \"\(match.rawValue)\"; write one of: "
                    + kind.matches.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return match
    }

    private static func normalisation(_ given: [String]?, match: QuorumMatch) throws -> TextNormalisation {
        guard let given else { return match == .word ? .standardForWords : .standard }
        var normalisation: TextNormalisation = []
        for (index, name) in given.enumerated() {
            guard let rule = TextNormalisation.named[name] else {
                throw Problem.invalid(
                    "normalisation.\(index)",
                    "\"\(name)\" is no rule; choose of: \(TextNormalisation.all.names.joined(separator: ", ")).")
            }
            normalisation.insert(rule)
        }
        guard match != .word || normalisation.contains(.foldsWhiteSpace) else {
            throw Problem.invalid("normalisation", "Words can be matched only if \"white_space\" is among the rules.")
        }
        return normalisation
    }

    private static func chunking(_ draft: Chunking?) throws -> ChunkingSettings {
        let standard = ChunkingSettings.standard
        do {
            return try ChunkingSettings(
                minimum: draft?.min ?? standard.minimum, maximum: draft?.max ?? standard.maximum,
                pause: draft?.pause ?? standard.pause)
        } catch {
            throw Problem.invalid("chunking", error.description)
        }
    }

    private static func adjudication(
        _ draft: Adjudication?, for kind: TaskKind
    ) throws -> AdjudicationPolicy {
        let experts = draft?.experts ?? 1
        guard AdjudicationPolicy.expertRange.contains(experts) else {
            throw Problem.invalid(
                "adjudication.experts", "\(experts) experts are asked for; one or two can settle a contested task.")
        }
        guard let given = draft?.errorKinds else {
            return AdjudicationPolicy(
                experts: experts, errorKinds: AdjudicationPolicy.standardErrorKinds(for: kind))
        }
        guard given.count <= mostErrorKinds else {
            throw Problem.invalid(
                "adjudication.error_kinds",
                "\(given.count) kinds of error are given; more than \(mostErrorKinds) tell nothing apart.")
        }
        var kinds: [String] = []
        for (index, name) in given.enumerated() {
            let field = "adjudication.error_kinds.\(index)"
            let name = try FieldRules.name(name, field: field, longest: longestLabel)
            guard !kinds.contains(name) else {
                throw Problem.invalid(field, "The kind of error \"\(name)\" is given twice; remove one.")
            }
            kinds.append(name)
        }
        return AdjudicationPolicy(experts: experts, errorKinds: kinds)
    }

    private static func gold(_ draft: Gold?) throws -> GoldPolicy {
        for (field, value) in [("gold.rate", draft?.rate), ("gold.min_accuracy", draft?.minAccuracy)] {
            guard let value, !(0...1).contains(value) else { continue }
            throw Problem.invalid(field, "The share \(value) is out of range; give a number from 0 to 1.")
        }
        let fewest = draft?.minAnswers ?? GoldPolicy.none.fewestAnswers
        guard fewest >= 1 else {
            throw Problem.invalid("gold.min_answers", "\(fewest) answers judge nobody; ask for 1 or more.")
        }
        return GoldPolicy(
            rate: draft?.rate ?? 0, givesFeedback: draft?.feedback ?? false, leastAccuracy: draft?.minAccuracy,
            fewestAnswers: fewest)
    }

    private static func dispatch(_ draft: Dispatch?) throws -> DispatchPolicy {
        let order = try draft?.order.map {
            try FieldRules.choice($0, field: "dispatch.order", of: DispatchPolicy.Order.self)
        }
        return DispatchPolicy(
            order: order ?? .sequential, seed: draft?.seed?.value ?? UInt64.random(in: 0...UInt64(UInt32.max)),
            servesOwnUploads: draft?.ownUploads ?? true, showsPredictions: draft?.prefill ?? false)
    }
}
