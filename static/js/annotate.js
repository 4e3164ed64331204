import { ChoiceAnswer } from "./annotate/choice-answer.js";
import { LabelingDesk } from "./annotate/desk.js";
import { Drafts } from "./annotate/drafts.js";
import { Lease } from "./annotate/lease.js";
import { Player } from "./annotate/player.js";
import { Shortcuts } from "./annotate/shortcuts.js";
import { TranscriptAnswer } from "./annotate/transcript-answer.js";
import { Vigil } from "./annotate/vigil.js";
import { answerWidget } from "./answers/kinds.js";
import { byId, idFromAddress } from "./dom.js";
import { showMarkdown } from "./markdown.js";
import { Notice } from "./notice.js";
import { Session } from "./session.js";

const { api, user } = await Session.open();
const notice = new Notice(byId("notice"));
await start();

async function start() {
  notice.clear();
  let project, progress;
  try {
    const path = `/projects/${encodeURIComponent(idFromAddress())}`;
    [project, progress] = await Promise.all([api.get(path), api.get(`${path}/progress`)]);
  } catch (error) {
    byId("loading").hidden = true;
    return notice.show("bad", error.message, [{ label: "Try again", act: start }]);
  }
  present(project);
  const player = new Player(api);
  const onChange = (answer) => desk.keepDraft(answer);
  const answer = makeAnswer(project, onChange);
  const desk = new LabelingDesk({
    api,
    project,
    answer,
    player,
    notice,
    lease: new Lease(api),
    drafts: new Drafts(user.id),
    vigil: new Vigil(),
    count: progress.mine,
  });
  connect(desk, player, answer);
  await desk.next();
}

function makeAnswer(project, onChange) {
  const place = byId("parts-answer");
  const widget = answerWidget(project, { place, onChange });
  if (widget) {
    place.hidden = false;
    return widget;
  }
  return project.kind === "classification"
    ? new ChoiceAnswer({ labels: project.labels, onChange })
    : new TranscriptAnswer({ onChange });
}

function present(project) {
  document.title = `${project.name} · Quorum`;
  byId("project-name").textContent = project.name;
  byId("guidelines").hidden = project.guidelines.trim() === "";
  showMarkdown(byId("guidelines-text"), project.guidelines_html);
  byId("digit-row").hidden = project.kind === "transcription";
  byId("mark-row").hidden = project.kind !== "span";
}

function connect(desk, player, answer) {
  const askToSkip = () => desk.isReady && byId("skip-dialog").showModal();
  const help = () => byId("help").showModal();
  new Shortcuts({
    play: () => player.toggle(),
    skip: (direction) => player.skip(direction),
    speed: (direction) => player.changeSpeed(direction),
    loop: () => player.toggleLoop(),
    submit: () => desk.submit(),
    skipTask: askToSkip,
    help,
    guidelines: () => (byId("guidelines").open = !byId("guidelines").open),
    digit: (key) => answer.press?.(key),
  });
  byId("answer-form").addEventListener("submit", (event) => {
    event.preventDefault();
    desk.submit();
  });
  byId("skip").addEventListener("click", askToSkip);
  byId("show-help").addEventListener("click", help);
  byId("skip-dialog").addEventListener("close", () => {
    if (byId("skip-dialog").returnValue === "skip") desk.skip();
    else answer.focus();
    byId("skip-dialog").returnValue = "";
  });
  byId("help").addEventListener("close", () => answer.focus());
}
