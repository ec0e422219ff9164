/** The golden renderings that docs/replies.md shows, with the sentence that stands above each. */
export const pictured: Readonly<Record<string, string>> = {
  leftover: "Both restart files lie there and their work is done: the one button.",
  stranded:
    "Work was never done and no restart will do it: what is best, and a button that asks twice.",
  pending: "The work will still be done, so there is nothing to remove.",
  "one-file": "One file alone shows no message, but the next setup would start it.",
  "cannot-tell": "A line of the batch cannot be judged, so nothing is offered.",
  "windows-update": "A restart is really needed, and for which update.",
  harmless: "Something asks, but it can wait.",
  stale: "What asks has survived a restart already, so another will not help.",
  "nothing-found": "Nothing that was looked at asks, which is not said to be more than that.",
  unreachable: "The workstation did not answer.",
  "unknown-workstation": "A name that is not in the list, with the one that was probably meant.",
  removed: "What was done, by whom, what the second look saw, and the way back.",
  "put-back": "The files are where they were.",
  "evidence-changed":
    "The workstation had changed before the click: nothing is removed, and the fresh look is shown.",
  "waiting-for-second": "A removal that needs a second person's yes.",
  "sweep-progress": "Many workstations at once: the same message tells how far it is.",
  "sweep-result":
    "The same message in the end: how many ask and why; a picture and a table come with it.",
  "sweep-stopped": "A sweep that somebody stopped: what was seen, and how much was not.",
  "lost-question": "The bot was restarted in the middle of a question.",
};
