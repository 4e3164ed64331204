import { answerText } from "../answers/kinds.js";

/** What a task is known by in a group: its text, or what most people answered. */
export function subject(task, basis, kind) {
  const { text, a, b, filename, ordinal } = task.chunk;
  if (basis === "answer") {
    const [first] = countAnswers([task]);
    if (first) return answerText(kind, first.answer, task.chunk);
  }
  if (a !== null && b !== null) return `${text ? `${text}\n` : ""}A: ${a}\nB: ${b}`;
  return text ?? `${filename}, chunk ${ordinal + 1}`;
}

/**
 * The answers to tasks, the most frequent first, then the earliest.
 *
 * @returns {{answer: string, votes: number}[]}
 */
export function countAnswers(tasks) {
  const votes = new Map();
  for (const { annotations } of tasks) {
    for (const { answer, set_aside: isAside } of annotations) {
      if (!isAside) votes.set(answer, (votes.get(answer) ?? 0) + 1);
    }
  }
  return [...votes].map(([answer, count]) => ({ answer, votes: count })).sort((one, other) => other.votes - one.votes);
}
