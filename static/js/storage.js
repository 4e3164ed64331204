import { byId, element } from "./dom.js";
import { openProjectPage } from "./project-page.js";
import { DueList } from "./storage/due-list.js";
import { KnownRules } from "./storage/known-rules.js";
import { QuotaForm } from "./storage/quota-form.js";
import { RulesForm } from "./storage/rules-form.js";
import { ruleFacts } from "./storage/rule-facts.js";
import { SpeakerForm } from "./storage/speaker-form.js";
import { TombstoneList } from "./storage/tombstone-list.js";
import { showUse } from "./storage/use.js";

const PAGE = { title: "Storage", permission: "results", elsewhere: "annotate" };

await openProjectPage(PAGE, async ({ session, api, path, notice, may }) => {
  const due = new DueList(api, path);
  const tombstones = new TombstoneList(api, path, notice);
  const refresh = async () => {
    const [storage] = await Promise.all([api.get(`${path}/storage`), due.load(), tombstones.load()]);
    showUse(byId("use"), storage);
    return storage;
  };

  byId("sources-link").href = `${path}#sources`;
  try {
    const storage = await refresh();
    const known = new KnownRules(api, path, refresh);
    if (session.isAdmin) new QuotaForm(known);
    if (may("curate")) new RulesForm(known);
    else showRules(storage);
    await known.load();
    if (may("people")) await new SpeakerForm(api, path, refresh).offer();
  } catch (error) {
    notice.show("bad", error.message, [{ label: "Try again", act: () => location.reload() }]);
  }
});

function showRules(storage) {
  byId("rules").hidden = false;
  byId("rules").replaceChildren(...ruleFacts(storage).map((fact) => element("li", {}, fact)));
}
