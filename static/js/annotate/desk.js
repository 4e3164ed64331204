import { answerText } from "../answers/kinds.js";
import { byId } from "../dom.js";
import { formatPlural } from "../format.js";
import { keepTrying } from "./retry.js";

/** Tasks held at once: the one to answer, and the next, whose recording loads meanwhile. */
const HELD = 2;

/** One task after the other: taken, answered or skipped, until nothing is left. */
export class LabelingDesk {
  #api;
  #project;
  #answer;
  #player;
  #lease;
  #drafts;
  #notice;
  #vigil;
  #served = null;
  #isBusy = false;
  #count = 0;
  /** What the answer before was about. */
  #chunk = null;

  /**
   * @param {object} parts `api`, `project`, `answer` (a `TranscriptAnswer`, `ChoiceAnswer` or `answerWidget`), `player`, `lease`,
   *   `drafts`, `notice`, `vigil`, and `count`, how many answers this person has given
   */
  constructor({ api, project, answer, player, lease, drafts, notice, vigil, count }) {
    this.#api = api;
    this.#project = project;
    this.#answer = answer;
    this.#player = player;
    this.#lease = lease;
    this.#drafts = drafts;
    this.#notice = notice;
    this.#vigil = vigil;
    this.#setCount(count);
    lease.addEventListener("lost", (event) => this.#loseLease(event.detail));
    lease.addEventListener("unreachable", (event) => {
      if (!this.#isBusy) notice.show("warn", `${event.detail} What you write is kept in this tab; go on.`);
    });
    lease.addEventListener("reached", () => {
      if (!this.#isBusy) notice.clear();
    });
  }

  /** Whether there is a task to answer or skip now. */
  get isReady() {
    return this.#served !== null && !this.#isBusy;
  }

  /**
   * Goes on with the next task.
   *
   * @param {object | null} given the task, where the answer to the one before brought it
   */
  async next(given = null) {
    if (this.#isBusy) return;
    this.#setBusy(true);
    this.#lease.letGo();
    try {
      const served = given ?? (await this.#insist(() => this.#take(), ""));
      this.#setBusy(false);
      this.#notice.clear();
      if (served) this.#show(served);
      else this.#rest();
    } catch (error) {
      this.#setBusy(false);
      this.#notice.show("bad", error.message, [{ label: "Try again", act: () => this.next() }]);
    }
  }

  keepDraft(answer) {
    if (!this.#served) return;
    this.#drafts.keep(this.#served.task.id, answer);
    byId("answer-problem").hidden = true;
  }

  async submit() {
    if (!this.isReady) return;
    const answer = this.#answer.value;
    if (answer === "") return this.#point(this.#answer.missing);
    const { assignment, task } = this.#served;
    this.#chunk = task.chunk;
    this.#setBusy(true);
    let taken;
    try {
      taken = await this.#insist(
        () => this.#api.post(`/assignments/${assignment.id}/annotation`, { answer, take: HELD }),
        " Your answer is kept and sent as soon as possible.",
      );
    } catch (error) {
      this.#setBusy(false);
      return this.#refuse(error);
    }
    this.#drafts.discard(task.id);
    this.#setCount(this.#count + 1);
    this.#say(`Answer ${this.#count} is in.`);
    this.#setBusy(false);
    this.#tell(taken.feedback);
    await this.next(taken.served);
  }

  async skip() {
    if (!this.isReady) return;
    const { assignment, task } = this.#served;
    this.#setBusy(true);
    try {
      await this.#insist(() => this.#api.delete(`/assignments/${assignment.id}`), "");
    } catch {
      // The hold had ended already: the task is somebody else's, as wished.
    }
    this.#drafts.discard(task.id);
    this.#say("Skipped.");
    this.#setBusy(false);
    await this.next();
  }

  #take() {
    return this.#api.post(`/projects/${this.#project.id}/assignments?take=${HELD}`);
  }

  #show(served) {
    this.#served = served;
    const { task, assignment } = served;
    this.#lease.hold(assignment);
    this.#reveal("task");
    // A text to mark stands in the answer, and a pair may respond to nothing.
    byId("passage").hidden = (task.chunk.text ?? "") === "" || task.kind === "span";
    byId("passage-text").textContent = task.chunk.text ?? "";
    byId("player").hidden = task.audio === null;
    byId("answer-problem").hidden = true;
    this.#answer.show?.(task.chunk);
    const suggestion = task.suggestion ?? "";
    byId("suggested").hidden = suggestion === "";
    this.#answer.value = this.#drafts.read(task.id) || suggestion;
    this.#answer.focus();
    if (task.audio !== null) this.#player.load(task);
    else this.#player.unload();
    this.#player.prepare(served.next?.task);
  }

  #rest() {
    this.#served = null;
    this.#player.unload();
    this.#reveal("done");
    byId("done-title").focus();
    this.#vigil.keep(() => this.#take(), (served) => {
      this.#say("There is a new task for you.");
      this.#show(served);
    });
  }

  #reveal(id) {
    for (const part of ["loading", "task", "done"]) byId(part).hidden = part !== id;
  }

  #loseLease(reason) {
    if (this.#isBusy) return;
    this.#notice.show(
      "warn",
      `Your time for this task ran out. ${reason} What you wrote is kept: submit it, and it counts if the task still ` +
        "needs an answer.",
      [{ label: "Take the next task", act: () => this.next() }],
    );
  }

  #refuse(error) {
    if (error.status === 422) return this.#point(error.message);
    this.#notice.show("bad", `The answer was not taken. ${error.message}`, [
      { label: "Take the next task", act: () => this.next() },
    ]);
  }

  /** Says at the answer what is wrong with it. */
  #point(message) {
    byId("answer-problem").textContent = message;
    byId("answer-problem").hidden = false;
    this.#answer.focus();
  }

  async #insist(action, comfort) {
    let waited = false;
    const result = await keepTrying(action, (error, again) => {
      waited = true;
      this.#notice.show("warn", `${error.message}${comfort} Trying again…`, [{ label: "Try now", act: again }]);
    });
    if (waited) this.#notice.clear();
    return result;
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#answer.isLocked = isBusy;
    byId("submit").disabled = isBusy;
    byId("skip").disabled = isBusy;
    byId("task").setAttribute("aria-busy", String(isBusy));
  }

  #setCount(count) {
    this.#count = count;
    byId("counter").textContent = formatPlural(count, "answer", "answers");
  }

  /** Whether the answer before was right, where somebody knows and the project says so. */
  #tell(feedback) {
    const place = byId("feedback");
    place.hidden = !feedback;
    if (!feedback) return;
    place.className = `notice ${feedback.right ? "good" : "warn"}`;
    place.textContent = feedback.right
      ? "Your answer before was checked: it is right."
      : `Your answer before was checked. Right would have been: ${answerText(this.#project.kind, feedback.answer, this.#chunk)}`;
  }

  #say(text) {
    byId("status").textContent = text;
  }
}
