import { formatPlural } from "../format.js";

const STARTS = {
  settled: "the last task of their file was decided",
  frozen: "the first version with them was frozen",
};

/** What a project demands of files, in words; empty where it takes all. */
export function demands({ types, needs_consent: needsConsent, needs_licence: needsLicence }) {
  return [
    types.length > 0 && `Only files of these types are taken: ${types.join(", ")}.`,
    needsConsent && "Each file must say what the people in it agreed to.",
    needsLicence && "Each file must say its licence.",
  ].filter(Boolean);
}

/** All rules of a project in words. */
export function ruleFacts(storage) {
  const { media_days: media, media_after: start, draft_days: drafts } = storage.retention;
  const asked = demands(storage);
  return [
    ...(asked.length > 0 ? asked : ["Files of all types are taken, with or without a licence and a consent."]),
    media === null
      ? "Recordings are kept."
      : `Recordings are erased ${formatPlural(media, "day", "days")} after ${STARTS[start]}; the rest stays.`,
    drafts === null
      ? "Files that failed are kept."
      : `Files that failed are erased after ${formatPlural(drafts, "day", "days")}.`,
  ];
}
