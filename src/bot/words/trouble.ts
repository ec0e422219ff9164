import { quote } from "../legible.ts";
import type { UnreachableReason } from "../ports.ts";
import type { Line, Reply } from "../reply.ts";
import { unreachable } from "./unreachable.ts";

/** A reply of words alone: no evidence, no button. */
function plainReply(
  headline: Line,
  body: readonly Line[],
  extra: Pick<Reply, "mood"> & { readonly footer?: Line },
): Reply {
  return {
    headline,
    mood: extra.mood,
    body,
    evidence: [],
    buttons: [],
    footer: extra.footer ?? [],
  };
}

export function sayHelp(names: readonly string[]): Reply {
  const name = names[0] ?? "PC-42";
  return plainReply(
    ["Ask me why a workstation asks to restart."],
    [
      ["For example:"],
      [quote(`why does ${name} ask to reboot`)],
      [quote(name)],
      [
        "I look at the workstation, say what asks for the restart and whether one would help, and " +
          "change nothing unless you press a button.",
      ],
      [
        "I also explain what I look at: ",
        quote("explain pending renames"),
        ", or ",
        quote("explain"),
        " alone for a list.",
      ],
      ["What was asked and done before: ", quote(`history ${name}`), "."],
    ],
    { mood: "calm" },
  );
}

export function sayOneAtATime(workstations: readonly string[]): Reply {
  return plainReply(
    ["One workstation at a time, please."],
    [["I found: ", quote(workstations.slice(0, 5).join(", ")), ". Ask again with one of them."]],
    { mood: "calm" },
  );
}

export function sayUnknownWorkstation(
  written: string,
  suggestion: string | undefined,
  footer: Line,
): Reply {
  return plainReply(
    suggestion === undefined
      ? ["I do not know a workstation called ", quote(written), "."]
      : ["I do not know ", quote(written), ". Did you mean ", quote(suggestion), "?"],
    [["Only workstations of my list can be asked about; nothing was connected to."]],
    { mood: "trouble", footer },
  );
}

export function sayMayNotAsk(answer: "no" | "cannot-tell"): Reply {
  return answer === "no"
    ? plainReply(
        ["You may not ask about workstations here."],
        [
          [
            "Whoever keeps this bot decides that by its configuration (rights, ask). Nothing was looked at.",
          ],
        ],
        { mood: "trouble" },
      )
    : plainReply(
        ["I could not check whether you may ask."],
        [
          [
            "The platform did not answer, so the answer is no for now. Nothing was looked at. Try again in a minute.",
          ],
        ],
        { mood: "trouble" },
      );
}

export function sayMayNotClear(answer: "no" | "cannot-tell"): Reply {
  return answer === "no"
    ? plainReply(
        ["You may not remove or put back files."],
        [
          [
            "Whoever keeps this bot decides that by its configuration (rights, clear). Nothing was changed.",
          ],
        ],
        { mood: "trouble" },
      )
    : plainReply(
        ["I could not check whether you may do that."],
        [
          [
            "The platform did not answer, so the answer is no for now. Nothing was changed. Try again in a minute.",
          ],
        ],
        { mood: "trouble" },
      );
}

export function sayLooking(workstation: string): Reply {
  return plainReply(["Looking at ", quote(workstation), " …"], [], { mood: "calm" });
}

export function sayUnreachable(
  workstation: string,
  failed: { readonly why: UnreachableReason; readonly detail: string },
  footer: Line,
): Reply {
  const { headline, advice } = unreachable[failed.why];
  return {
    headline: [quote(workstation), headline],
    mood: "trouble",
    body: [["For the caller: we could not look at the machine yet."], [advice]],
    evidence: [
      {
        title: "What the connection said",
        rows: [{ quote: quote(failed.detail).quote, says: [failed.why] }],
      },
    ],
    buttons: [],
    footer,
  };
}
