internal import QuorumCore

/// A setting that stays as it is once there is something that was stored by it.
struct ProjectChange {
    let field: String
    let refusal: String

    /// The first such setting that differs: by which answers are compared, or which answers there are.
    static func fixed(from old: Project, to new: Project) -> ProjectChange? {
        let (was, becomes) = (old.policy, new.policy)
        if new.scale != old.scale { return ProjectChange("scale", "ratings that were given stand on the old one") }
        if becomes.match != was.match { return compared("match") }
        if becomes.tolerance != was.tolerance { return compared("tolerance") }
        if becomes.overlap != was.overlap { return compared("overlap") }
        if becomes.normalisation != was.normalisation { return compared("normalisation") }
        guard new.labels.starts(with: old.labels) else {
            return ProjectChange(
                "labels", "answers name them; add new ones behind those there are, in the order they have")
        }
        return nil
    }

    private static func compared(_ field: String) -> ProjectChange {
        ProjectChange(field, "answers there are were compared by it, and labels rest on that; make another project")
    }

    private init(_ field: String, _ reason: String) {
        self.field = field
        refusal = "\"\(field)\" cannot change any more, since \(reason)."
    }
}
