/** What people may be in a project, and what that means, in the words of the pages. */
const ROLES = {
  viewer: "sees results",
  annotator: "answers tasks",
  reviewer: "answers, sees results, settles contested tasks",
  manager: "runs the project",
  owner: "runs it and decides who manages",
};

/** `Reviewer: answers, sees results, …`; just the name where the meaning is not known. */
export function roleWords(role) {
  const name = roleName(role);
  return ROLES[role] ? `${name}: ${ROLES[role]}` : name;
}

export function roleName(role) {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
