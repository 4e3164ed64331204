import { describeKind, settling } from "./answers/kinds.js";
import { byId, idFromAddress } from "./dom.js";
import { showMarkdown } from "./markdown.js";
import { Notice } from "./notice.js";
import { ImportForm } from "./project/import-form.js";
import { JobList } from "./project/job-list.js";
import { LiveFeed } from "./project/live-feed.js";
import { PeopleView } from "./project/people-view.js";
import { ProgressView } from "./project/progress-view.js";
import { QualityView } from "./project/quality-view.js";
import { Refresher } from "./project/refresher.js";
import { ResultsView } from "./project/results-view.js";
import { SectionNav } from "./project/section-nav.js";
import { SettingsForm } from "./project/settings-form.js";
import { SourceTable } from "./project/source-table.js";
import { UploadDemands } from "./project/upload-demands.js";
import { UploadQueue } from "./project/upload-queue.js";
import { VersionsView } from "./project/versions-view.js";
import { Session } from "./session.js";

/** The other pages of a project, by the links to them. */
const PAGES = {
  "label-link": "annotate",
  "adjudicate-link": "adjudicate",
  "groups-link": "groups",
  "storage-link": "storage",
  "rules-link": "storage",
  "webhooks-link": "webhooks",
};

const session = await Session.open();
const { api } = session;
const id = idFromAddress();
const path = `/projects/${encodeURIComponent(id)}`;
const notice = new Notice(byId("notice"));

await start();

async function start() {
  notice.clear();
  let project;
  try {
    project = await api.get(path);
  } catch (error) {
    return notice.show("bad", error.message, error.isTemporary ? [{ label: "Try again", act: start }] : []);
  }
  const may = (permission) => project.permissions.includes(permission);
  if (!may("results")) return location.replace(`/annotate/${encodeURIComponent(id)}`);
  present(project, may);
  const progress = new ProgressView(api, path);
  const files = new SourceTable(api, path, () => refresher.now(), may);
  const demands = may("curate") ? new UploadDemands(api, path) : null;
  const sources = { load: async () => (await Promise.all([files.load(), demands?.load()]))[0] };
  const results = new ResultsView(api, path, project);
  const quality = new QualityView(api, path, project, may);
  const versions = new VersionsView(api, path, may("curate"));
  const people = may("people") ? new PeopleView(session, path, project) : null;
  const jobs = new JobList(api, path, may("curate"), () => refresher.now());
  const settings = may("curate") ? new SettingsForm(api, path, describe) : null;
  const views = { overview: progress, sources, results, quality, versions, people, settings };
  const refresher = new Refresher(views, jobs, notice);
  if (may("curate")) {
    new UploadQueue(api, path, () => refresher.now());
    new ImportForm(api, path, project, () => refresher.now());
  }
  new SectionNav((section) => refresher.show(section));
  const feed = new LiveFeed(path, () => refresher.soon());
  refresher.isFed = () => feed.isLive;
}

/** Shows what is asked, and hides what this person may not do. */
function present(project, may) {
  byId("main").classList.remove("waiting");
  byId("label-link").hidden = !may("label");
  byId("adjudicate-link").hidden = !may("adjudicate");
  byId("groups-link").hidden = !may("adjudicate");
  byId("upload-form").hidden = !may("curate");
  byId("import-card").hidden = !may("curate");
  byId("freeze-form").hidden = !may("curate");
  if (!may("people")) document.querySelector(".sections a[href='#people']").remove();
  if (!may("curate")) document.querySelector(".sections a[href='#settings']").remove();
  describe(project);
  for (const [link, page] of Object.entries(PAGES)) byId(link).href = `/${page}/${encodeURIComponent(id)}`;
}

/** Says what the project is, which its settings change. */
function describe(project) {
  document.title = `${project.name} · Quorum`;
  byId("project-name").textContent = project.name;
  if (project.guidelines.trim() === "") byId("guidelines").textContent = "None are written.";
  else showMarkdown(byId("guidelines"), project.guidelines_html);
  const { min, max, pause } = project.chunking;
  byId("project-facts").textContent = [
    describeKind(project),
    settling(project),
    `chunks of ${min} to ${max} s, cut at pauses of ${pause} s or more`,
  ].join(" · ");
}
