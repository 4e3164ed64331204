import { byId } from "./dom.js";
import { Notice } from "./notice.js";
import { ProjectForm } from "./projects/project-form.js";
import { ProjectList } from "./projects/project-list.js";
import { Session } from "./session.js";

const session = await Session.open();
const list = new ProjectList(session);
const notice = new Notice(byId("notice"));
await load();

if (session.isAdmin) {
  const form = new ProjectForm(session.api, (project) => location.assign(`/projects/${project.id}#sources`));
  byId("new-project").hidden = false;
  byId("new-project").addEventListener("click", () => form.open());
}

async function load() {
  try {
    await list.load();
    notice.clear();
  } catch (error) {
    notice.show("bad", error.message, [{ label: "Try again", act: load }]);
  }
}
