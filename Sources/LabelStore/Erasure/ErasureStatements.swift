/// Removes what hangs on the chunks that an erasure marked, in the order in which rows refer to one another.
enum ErasureStatements {
    /// Of the chunks that erasure `$1` marked.
    static let tasks = "SELECT t.id FROM chunk c JOIN task t ON t.chunk = c.id WHERE c.erasure = $1"
    private static let annotations = "SELECT a.id FROM annotation a WHERE a.task IN (\(tasks))"
    private static let acts = "SELECT d.id FROM adjudication d WHERE d.task IN (\(tasks))"
    private static let predictions = "SELECT p.id FROM prediction p WHERE p.task IN (\(tasks))"

    static let all = [
        "DELETE FROM version_vote WHERE annotation IN (\(annotations))",
        "DELETE FROM version_adjudication WHERE adjudication IN (\(acts))",
        "DELETE FROM version_prediction WHERE prediction IN (\(predictions))",
        "DELETE FROM version_example WHERE task IN (\(tasks))",
        // A group that a version has no example of any more names somebody for nothing.
        """
        DELETE FROM version_group WHERE version IN (SELECT version FROM version_erasure WHERE erasure = $1)
        AND NOT EXISTS (SELECT 1 FROM version_example e
                        WHERE e.version = version_group.version AND e.group_name = version_group.group_name)
        """,
        // What experts gave a group may be what was said.
        """
        UPDATE group_act SET label = '', note = '' WHERE action = 'settle'
        AND id IN (SELECT d.group_act FROM adjudication d WHERE d.task IN (\(tasks)))
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
