import type { SignalVerdict } from "#checks/signal.ts";

/** What to do now, where a signal has nothing of its own to say. */
export const usually: Readonly<Record<SignalVerdict, string>> = {
  real: "Choose Restart, not Shut down: with Fast Startup, switching off and on is no restart.",
  harmless: "Nothing has to be done now; the next ordinary restart takes it along.",
  stale: "Do not restart for it again; find out what adds it, or why it is not taken away.",
  unseen:
    "What decides was not seen or not understood: an engineer should look at the evidence below first.",
};
