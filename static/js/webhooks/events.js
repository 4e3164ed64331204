/** What a project tells other programs of, in the words of the pages. */
export const EVENTS = {
  "task.settled": "Tasks are settled",
  "task.contested": "Tasks are contested",
  "version.frozen": "A version is frozen",
  "job.done": "A job is done",
  "job.failed": "A job has failed",
  "annotator.paused": "An annotator is paused",
};

const OTHERS = { "webhook.test": "A test" };

export function eventWords(event) {
  return EVENTS[event] ?? OTHERS[event] ?? event;
}
