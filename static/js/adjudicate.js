import { AnswerList } from "./adjudicate/answer-list.js";
import { Bench } from "./adjudicate/bench.js";
import { Decision } from "./adjudicate/decision.js";
import { WordPicker } from "./adjudicate/word-picker.js";
import { byId } from "./dom.js";
import { showMarkdown } from "./markdown.js";
import { openProjectPage } from "./project-page.js";

const PAGE = { title: "Contested tasks", permission: "adjudicate", elsewhere: "annotate" };

await openProjectPage(PAGE, async ({ api, project, notice }) => {
  byId("guidelines").hidden = project.guidelines.trim() === "";
  showMarkdown(byId("guidelines-text"), project.guidelines_html);
  const answers = new AnswerList((annotation) => decision.take(annotation));
  const decision = new Decision(project, answers);
  const picker = new WordPicker((text) => decision.write(text));
  const bench = new Bench({ api, project, picker, answers, decision, notice });
  connect(bench, answers, decision);
  await bench.start();
});

function connect(bench, answers, decision) {
  const ask = (dialog) => bench.isReady && byId(dialog).showModal();
  const actions = {
    m: () => ask("more-dialog"),
    x: () => ask("discard-dialog"),
    n: () => bench.isReady && bench.next(),
    u: () => bench.undo(),
    e: () => decision.edit(),
    p: toggleAudio,
    "?": () => byId("help").showModal(),
  };
  byId("decision").addEventListener("submit", (event) => {
    event.preventDefault();
    bench.decide();
  });
  byId("more").addEventListener("click", actions.m);
  byId("discard").addEventListener("click", actions.x);
  byId("later").addEventListener("click", actions.n);
  byId("again").addEventListener("click", () => bench.start());
  byId("show-help").addEventListener("click", actions["?"]);
  onChoice("more-dialog", "more", () => bench.askMore(byId("votes").valueAsNumber || null));
  onChoice("discard-dialog", "discard", () => bench.discard());
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.ctrlKey && event.key === "Enter") return run(event, () => bench.decide());
    if (event.ctrlKey && event.key === " ") return run(event, toggleAudio);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("textarea, select, input:not([type='radio'], [type='checkbox'])")) return;
    const action = actions[event.key.toLowerCase()];
    if (action) return run(event, action);
    if (/^[0-9]$/.test(event.key) && event.target.closest("#parts") && decision.press(event.key)) {
      return event.preventDefault();
    }
    if (/^[1-9]$/.test(event.key)) run(event, () => answers.choose(Number(event.key) - 1));
  });
}

function run(event, action) {
  event.preventDefault();
  action();
}

function onChoice(id, value, act) {
  const dialog = byId(id);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === value) act();
    dialog.returnValue = "";
  });
}

function toggleAudio() {
  const audio = byId("audio");
  if (audio.hidden) return;
  if (audio.paused) audio.play().catch(() => {});
  else audio.pause();
}
