import { byId, element } from "./dom.js";
import { formatCount, formatMoment } from "./format.js";
import { Notice } from "./notice.js";
import { table } from "./project/table.js";
import { Session } from "./session.js";

const { api } = await Session.open();
const notice = new Notice(byId("notice"));
let next = null;

byId("verify").addEventListener("click", verify);
byId("newest").addEventListener("click", () => show(null));
byId("older").addEventListener("click", () => show(next));
await show(null);

/** A page of events, those before `before`; null: the newest. */
async function show(before) {
  try {
    const page = await api.get(`/audit${before === null ? "" : `?before=${before}`}`);
    notice.clear();
    next = page.next;
    byId("older").disabled = next === null;
    byId("newest").disabled = before === null;
    byId("events").replaceChildren(table(["Event", "When", "Who", "What", "To what", "Detail"], page.events.map(row), [0]));
  } catch (error) {
    notice.show("bad", error.message, [{ label: "Try again", act: () => show(before) }]);
  }
}

function row(event) {
  return [
    formatCount(event.sequence),
    whole(formatMoment(event.at)),
    event.actor === null ? whole("the service") : (event.name ?? `user ${event.actor}`),
    event.action,
    whole(event.subject),
    element("div", { class: "detail" }, event.detail),
  ];
}

/** Text that stays on one line. */
function whole(text) {
  return element("span", { class: "nowrap" }, text);
}

async function verify() {
  byId("verify").disabled = true;
  try {
    const { is_intact: isIntact, events, head, faults } = await api.get("/audit/verification");
    if (isIntact) notice.show("good", `${formatCount(events)} events, none changed. The last one's hash is ${head}.`);
    else notice.show("bad", faults.join(" "));
  } catch (error) {
    notice.show("bad", error.message);
  } finally {
    byId("verify").disabled = false;
  }
}
