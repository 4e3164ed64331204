import { byId, idFromAddress } from "./dom.js";
import { ActList } from "./groups/act-list.js";
import { GroupBench } from "./groups/group-bench.js";
import { GroupList } from "./groups/group-list.js";
import { Notice } from "./notice.js";
import { Session } from "./session.js";

const session = await Session.open();
const { api } = session;
const id = encodeURIComponent(idFromAddress());
const notice = new Notice(byId("notice"));

await start();

async function start() {
  notice.clear();
  let project;
  try {
    project = await api.get(`/projects/${id}`);
  } catch (error) {
    return notice.show("bad", error.message, [{ label: "Try again", act: start }]);
  }
  if (!project.permissions.includes("adjudicate")) return location.replace(`/projects/${id}`);
  document.title = `Groups of ${project.name} · Quorum`;
  byId("project-link").textContent = project.name;
  byId("project-link").href = `/projects/${id}`;
  const acts = new ActList({ api, project, notice, onUndo: () => refresh() });
  const bench = new GroupBench({ api, project, notice, acts, onLeave: () => list.show() });
  const list = new GroupList({ api, project, notice, onOpen: (group) => bench.open(group) });
  const refresh = () => (bench.isOpen ? bench.reload() : list.show());
  await list.show();
  await acts.show();
}
