import { answerText } from "../answers/kinds.js";
import { byId, element } from "../dom.js";
import { formatMoment, formatPlural, formatSeconds } from "../format.js";

/** One contested task after the other: decided, sent back, discarded or left, until none waits. */
export class Bench {
  #api;
  #path;
  #project;
  #picker;
  #answers;
  #decision;
  #notice;
  #queue = [];
  #after = null;
  #current = null;
  #remaining = 0;
  #last = null;
  #isBusy = false;

  /**
   * @param {object} parts `api`, `project`, `picker` (a `WordPicker`), `answers` (an `AnswerList`), `decision` (a
   *   `Decision`), `notice`
   */
  constructor({ api, project, picker, answers, decision, notice }) {
    this.#api = api;
    this.#path = `/projects/${project.id}`;
    this.#project = project;
    this.#picker = picker;
    this.#answers = answers;
    this.#decision = decision;
    this.#notice = notice;
  }

  get isReady() {
    return this.#current !== null && !this.#isBusy;
  }

  /** Looks at the queue from its beginning. */
  async start() {
    this.#after = null;
    this.#queue = [];
    await this.next();
    await this.#showActs();
  }

  /** Goes to the next task and leaves this one as it is. */
  async next() {
    try {
      if (this.#queue.length === 0) await this.#fetch();
    } catch (error) {
      return this.#notice.show("bad", error.message, [{ label: "Try again", act: () => this.next() }]);
    }
    this.#current = this.#queue.shift() ?? null;
    if (this.#current) this.#show();
    else this.#rest();
  }

  decide() {
    const { problem, draft } = this.#decision.draft;
    if (problem) return this.#decision.point(problem);
    return this.#act({ action: "decide", ...draft });
  }

  askMore(votes) {
    return this.#act({ action: "more_votes", ...(votes ? { votes } : {}) });
  }

  discard() {
    return this.#act({ action: "discard" });
  }

  async undo(adjudication = this.#last) {
    if (!adjudication || this.#isBusy) return;
    try {
      await this.#api.delete(`/adjudications/${adjudication.id}`);
    } catch (error) {
      return this.#notice.show("bad", error.message);
    }
    this.#last = null;
    this.#notice.show("good", `Undone: task ${adjudication.task} is contested again.`);
    await this.start();
  }

  async #fetch() {
    const query = new URLSearchParams({ limit: 20 });
    if (this.#after !== null) query.set("after", this.#after);
    const page = await this.#api.get(`${this.#path}/adjudication?${query}`);
    this.#queue = page.tasks;
    this.#after = page.tasks.at(-1)?.task.id ?? this.#after;
    this.#count(page.remaining);
  }

  #count(remaining) {
    this.#remaining = remaining;
    const { experts } = this.#project.adjudication;
    const wait = experts > 1 ? `, each decided by ${experts} experts` : "";
    byId("remaining").textContent = `${formatPlural(remaining, "contested task", "contested tasks")}${wait}`;
  }

  async #act(draft) {
    if (!this.isReady) return;
    const { task } = this.#current;
    this.#isBusy = true;
    let outcome;
    try {
      outcome = await this.#api.post(`/tasks/${task.id}/adjudication`, { ...this.#decision.reasons, ...draft });
    } catch (error) {
      this.#isBusy = false;
      if (error.status === 409) {
        return this.#notice.show("warn", error.message, [{ label: "Next task", act: () => this.next() }]);
      }
      return this.#decision.point(error.message);
    }
    this.#isBusy = false;
    this.#last = outcome.adjudication;
    if (outcome.task_state !== "contested") this.#count(this.#remaining - 1);
    this.#notice.show("good", told(outcome, this.#project.kind, task.chunk), [{ label: "Undo", act: () => this.undo(outcome.adjudication) }]);
    await this.next();
    await this.#showActs();
  }

  #show() {
    const { task, history, opinions } = this.#current;
    byId("task").hidden = false;
    byId("done").hidden = true;
    byId("place").textContent = place(task);
    const isText = task.chunk.text !== null;
    byId("audio").hidden = isText;
    byId("passage").hidden = !isText || task.chunk.text === "" || this.#project.kind === "span";
    byId("passage").textContent = task.chunk.text ?? "";
    if (isText) byId("audio").removeAttribute("src");
    else byId("audio").src = `/api/v1/tasks/${task.id}/audio`;
    const waiting = opinions > 0 ? ["Another expert has decided; yours is asked without it."] : [];
    byId("history").replaceChildren(...[...waiting, ...history.map((act) => words(act, this.#project.kind))].map((text) => element("li", {}, text)));
    byId("reason").textContent = task.reason;
    this.#picker.show(task.words);
    this.#answers.show(task, this.#project.kind);
    this.#decision.reset(task.chunk);
  }

  #rest() {
    byId("audio").removeAttribute("src");
    byId("task").hidden = true;
    byId("done").hidden = false;
    byId("done-text").textContent = "No contested task is left that you have not seen. Tasks you left come again.";
    byId("done-title").focus();
  }

  async #showActs() {
    const { adjudications } = await this.#api.get(`${this.#path}/adjudications?limit=20`);
    byId("acts-frame").hidden = adjudications.length === 0;
    this.#last ??= adjudications.find((act) => act.undone_at === null) ?? null;
    byId("acts").replaceChildren(
      ...adjudications.map((act) =>
        element(
          "li",
          {},
          `Task ${act.task}: ${words(act, this.#project.kind)} `,
          act.undone_at === null &&
            element("button", { class: "button small", type: "button", on: { click: () => this.undo(act) } }, "Undo"),
        ),
      ),
    );
  }
}

function place({ id, chunk }) {
  const span = chunk.start === null ? "" : `, ${formatSeconds(chunk.start)} to ${formatSeconds(chunk.end)}`;
  return `Task ${id} · ${chunk.filename}, chunk ${chunk.ordinal + 1}${span}`;
}

function told({ adjudication, task_state: state }, kind, chunk) {
  const { task, action, label } = adjudication;
  if (state === "settled") return `Task ${task} is settled: ${answerText(kind, label, chunk)}`;
  if (state === "discarded") return `Task ${task} is discarded.`;
  if (action === "more_votes") return `Task ${task} is open for more answers.`;
  return `Your decision on task ${task} is kept until another expert agrees.`;
}

function words({ action, label, votes, errors, note, expert, created_at: at, undone_at: undone }, kind) {
  const deed = {
    decide: label === null ? "" : `decided “${answerText(kind, label)}”`,
    more_votes: `asked for ${formatPlural(votes ?? 0, "more answer", "more answers")}`,
    discard: "discarded it",
  }[action];
  const why = [...errors, note].filter(Boolean).join(", ");
  return `${expert} ${deed}${why && ` (${why})`}, ${formatMoment(at)}${undone === null ? "" : "; undone"}`;
}
