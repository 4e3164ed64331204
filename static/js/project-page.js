import { byId, idFromAddress } from "./dom.js";
import { Notice } from "./notice.js";
import { Session } from "./session.js";

/**
 * Opens a page about the project that the address names: says whose page it is, and leads back to the project. Whoever
 * may not use the page is sent elsewhere.
 *
 * @param {object} options
 * @param {string} options.title what the page shows of the project: `Groups`
 * @param {string} options.permission what one must be allowed to do there
 * @param {string} [options.elsewhere] the page of the project where others go
 * @param {(page: {session: Session, api: API, project: object, path: string, notice: Notice,
 *   may: (permission: string) => boolean}) => Promise<void>} build fills the page; `path` is the project's in the API
 */
export async function openProjectPage({ title, permission, elsewhere = "projects" }, build) {
  const session = await Session.open();
  const notice = new Notice(byId("notice"));
  const id = encodeURIComponent(idFromAddress());
  const path = `/projects/${id}`;

  async function open() {
    notice.clear();
    let project;
    try {
      project = await session.api.get(path);
    } catch (error) {
      return notice.show("bad", error.message, error.isTemporary ? [{ label: "Try again", act: open }] : []);
    }
    const may = (one) => project.permissions.includes(one);
    if (!may(permission)) return location.replace(`/${elsewhere}/${id}`);
    document.title = `${title} of ${project.name} · Quorum`;
    byId("project-link").textContent = project.name;
    byId("project-link").href = path;
    byId("main").classList.remove("waiting");
    await build({ session, api: session.api, project, path, notice, may });
  }

  await open();
}
