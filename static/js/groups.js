import { ActList } from "./groups/act-list.js";
import { GroupBench } from "./groups/group-bench.js";
import { GroupList } from "./groups/group-list.js";
import { openProjectPage } from "./project-page.js";

await openProjectPage({ title: "Groups", permission: "adjudicate" }, async ({ api, project, notice }) => {
  const acts = new ActList({ api, project, notice, onUndo: () => refresh() });
  const bench = new GroupBench({ api, project, notice, acts, onLeave: () => list.show() });
  const list = new GroupList({ api, project, notice, onOpen: (group) => bench.open(group) });
  const refresh = () => (bench.isOpen ? bench.reload() : list.show());
  await list.show();
  await acts.show();
});
