/// Removes what hangs on the chunks that an erasure marked, in the order in which rows refer to one another.
enum ErasureStatements {
    /// Of the chunks that erasure `$1` marked.
    static let tasks = "SELECT t.id FROM chunk c JOIN task t ON t.chunk = c.id WHERE c.erasure = $1"
    private static let annotations = "SELECT a.id FROM annotation a WHERE a.task IN (\(tasks))"
    private static let acts = "SELECT d.id FROM adjudication d WHERE d.task IN (\(tasks))"
    private static let predictions = "SELECT p.id FROM prediction p WHERE p.task IN (\(tasks))"

    /// The groups of versions that examples leave.
    static let groups = "SELECT DISTINCT e.version, e.group_name FROM version_example e WHERE e.task IN (\(tasks))"
    /// A group `$2` that a version `$1` has no example of any more names somebody for nothing.
    static let removeGroup = """
        DELETE FROM version_group WHERE version = $1 AND group_name = $2
        AND NOT EXISTS (SELECT 1 FROM version_example e WHERE e.version = $1 AND e.group_name = $2)
        """

    /// The groups that tasks leave.
    static let taskGroups = """
        SELECT DISTINCT m.task_group FROM task_group_member m WHERE m.task IN (\(tasks))
        """
    /// Whoever looked at group `$1` looks again; one task alone is no group.
    static let shrinkTaskGroup = [
        """
        UPDATE task_group SET revision = revision + 1, state = CASE
            WHEN state IN ('proposed', 'confirmed')
                AND (SELECT COUNT(*) FROM task_group_member m WHERE m.task_group = task_group.id) < 2
            THEN 'dissolved' ELSE state END
        WHERE id = $1
        """,
        """
        DELETE FROM task_group_member WHERE task_group = $1
        AND (SELECT g.state FROM task_group g WHERE g.id = $1) = 'dissolved'
        """,
    ]

    static let all = [
        "DELETE FROM version_vote WHERE annotation IN (\(annotations))",
        "DELETE FROM version_adjudication WHERE adjudication IN (\(acts))",
        "DELETE FROM version_prediction WHERE prediction IN (\(predictions))",
        "DELETE FROM version_example WHERE task IN (\(tasks))",
        // What experts gave a group, or noted about it, may be what was said, or name who said it.
        """
        UPDATE group_act SET label = CASE WHEN label IS NULL THEN NULL ELSE '' END, note = ''
        WHERE id IN (SELECT d.group_act FROM adjudication d WHERE d.task IN (\(tasks)))
            OR id IN (SELECT m.act FROM group_act_move m WHERE m.task IN (\(tasks)))
            OR task_group IN (SELECT m.task_group FROM task_group_member m WHERE m.task IN (\(tasks)))
        """,
        "DELETE FROM task_group_member WHERE task IN (\(tasks))",
        "DELETE FROM group_act_move WHERE task IN (\(tasks))",
        "DELETE FROM acceptance_task WHERE task IN (\(tasks))",
        "DELETE FROM gold_answer WHERE annotation IN (\(annotations))",
        "DELETE FROM gold WHERE task IN (\(tasks))",
        "DELETE FROM adjudication_error WHERE adjudication IN (\(acts))",
        "DELETE FROM adjudication WHERE task IN (\(tasks))",
        "DELETE FROM consensus WHERE task IN (\(tasks))",
        "DELETE FROM annotation WHERE task IN (\(tasks))",
        "DELETE FROM assignment WHERE task IN (\(tasks))",
        "DELETE FROM prediction WHERE task IN (\(tasks))",
        "DELETE FROM task WHERE id IN (\(tasks))",
        "DELETE FROM chunk WHERE erasure = $1",
    ]
}
