import { quote } from "../legible.ts";
import type { UnreachableReason } from "../ports.ts";
import type { Line, Reply } from "../reply.ts";
import type { Right } from "../rights.ts";
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
      [
        "Many at once: ",
        quote("which workstations ask to reboot"),
        ". Again and again: ",
        quote(`watch ${name}`),
        ". What was asked and done before: ",
        quote(`history ${name}`),
        ".",
      ],
    ],
    { mood: "calm" },
  );
}

/** To somebody who asked about another's message. */
export function sayNoName(): Reply {
  return plainReply(
    ["I find no workstation’s name in this message."],
    [["Ask me with the name: ", quote("why does PC-42 ask to reboot"), "."]],
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

const unreadLists = "Not every list of workstations could be read yet.";

export function sayUnknownWorkstation(
  written: string,
  { suggestion, unread }: { readonly suggestion: string | undefined; readonly unread: boolean },
  footer: Line,
): Reply {
  return plainReply(
    suggestion === undefined
      ? ["I do not know a workstation called ", quote(written), "."]
      : ["I do not know ", quote(written), ". Did you mean ", quote(suggestion), "?"],
    [
      ...(unread ? [[unreadLists, " So it may be there all the same: ask again later."]] : []),
      ["Only workstations of my list can be asked about; nothing was connected to."],
    ],
    { mood: "trouble", footer },
  );
}

/** Without a workstation: the person may ask about none here. */
export function sayMayNotAsk(workstation?: string): Reply {
  return plainReply(
    workstation === undefined
      ? ["You may not ask about workstations here."]
      : ["You may not ask about ", quote(workstation), " here."],
    [[decidedBy("ask"), " Nothing was looked at."]],
    { mood: "trouble" },
  );
}

export function sayCannotTellAsk(): Reply {
  return plainReply(
    ["I could not check whether you may ask."],
    [[noForNow, " Nothing was looked at. Try again in a minute."]],
    { mood: "trouble" },
  );
}

export function sayMayNotSweep(): Reply {
  return plainReply(
    ["You may not ask about many workstations at once."],
    [[decidedBy("sweep"), " You can ask about one of them by its name. Nothing was looked at."]],
    { mood: "trouble" },
  );
}

export function sayMayNotReadAudit(workstation: string): Reply {
  return plainReply(
    ["You may not read what was asked and done about ", quote(workstation), "."],
    [[decidedBy("audit"), " You can ask how it stands now: ", quote(workstation), "."]],
    { mood: "trouble" },
  );
}

export function sayCannotTellAudit(): Reply {
  return plainReply(
    ["I could not check whether you may read that."],
    [[noForNow, " Try again in a minute."]],
    { mood: "trouble" },
  );
}

/** Without a workstation nobody knows the button. */
export function sayMayNotAct(
  answer: "no" | "cannot-tell",
  right: Right,
  workstation: string | undefined,
): Reply {
  const where: Line = workstation === undefined ? [] : [" on ", quote(workstation)];
  return answer === "no"
    ? plainReply(
        ["You may not ", doing[right], ...where, "."],
        [[decidedBy(right), " Nothing was changed."]],
        { mood: "trouble" },
      )
    : plainReply(
        ["I could not check whether you may do that."],
        [[noForNow, " Nothing was changed. Try again in a minute."]],
        { mood: "trouble" },
      );
}

const doing: Readonly<Record<Right, string>> = {
  ask: "ask",
  sweep: "ask about many workstations at once",
  clear: "remove files",
  undo: "put back files",
  approve: "approve a removal",
  audit: "read what was asked and done",
};

function decidedBy(right: Right): string {
  return `Whoever keeps this bot decides that by its configuration (rights, ${right}).`;
}

const noForNow =
  "What decides that could not be looked up (a platform or a list of workstations), so the answer is no for now.";

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
