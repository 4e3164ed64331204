import { Refresher } from "./project/refresher.js";
import { openProjectPage } from "./project-page.js";
import { DeliveryLog } from "./webhooks/delivery-log.js";
import { WebhookForm } from "./webhooks/webhook-form.js";
import { WebhookList } from "./webhooks/webhook-list.js";

await openProjectPage({ title: "Webhooks", permission: "curate" }, async ({ api, path, notice }) => {
  const refresh = () => refresher.now();
  const log = new DeliveryLog(api, path, refresh);
  const form = new WebhookForm(api, path, refresh);
  const list = new WebhookList({ api, path, notice, form, log, changed: refresh });
  const refresher = new Refresher({ log }, list, notice);
  refresher.show("log");
});
