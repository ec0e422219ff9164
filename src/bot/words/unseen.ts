import type { UnseenReason } from "#checks/sighting.ts";

/** Each says what happened, so that it reads after a colon. */
export const unseenWords: Readonly<Record<UnseenReason, string>> = {
  denied: "the workstation refused to show it (the SSH account needs the right to read it)",
  "timed-out": "the workstation did not answer in time",
  "connection-lost": "the connection ended before the answer",
  failed: "the workstation answered with a failure that says nothing about it",
  "odd-answer": "the answer did not have the shape it must have",
  "cut-off": "the answer stopped half-way",
  "too-large": "it is larger than such a file can be, so it was not read",
  "not-a-file": "a folder or a link has that name",
  changing: "it was written to while it was read",
  "out-of-reach": "it is on a drive or a share that this session cannot see",
  depends: "something that had to be seen first was not seen",
};
