import { type Shell, shellAct, shellAsk } from "#adapters/shell/listen.ts";
import type { Store } from "#adapters/store/open-store.ts";
import type { Bot } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";
import type { ChatDriver, Pressing, Seen, Who } from "./chat-driver.ts";

const people = { member: "shell:user:alice", stranger: "shell:user:mallory" } as const;

export interface ShellChatOptions {
  readonly bot: (people: ChatDriver["people"]) => Promise<Bot>;
  readonly cases: () => Pick<Store, "findCase" | "offersOf" | "sweeps">;
}

interface Where {
  readonly caseId: string;
}

/** Two people at a terminal each: they type the commands and answer what is asked. */
export async function startShellChat(options: ShellChatOptions): Promise<ChatDriver> {
  const bot = await options.bot(people);
  const shellOf = (who: Who, answer: "yes" | "no", shown: string[]): Shell => ({
    bot,
    cases: options.cases(),
    sweeps: options.cases().sweeps,
    person: personOf(people[who]),
    terminal: { columns: 100, colours: false },
    out: (text) => void shown.push(text),
    err: (text) => void shown.push(text),
    status: () => {},
    stopped: async () => await new Promise(() => {}),
    readLine: async (question) => {
      shown.push(question);
      return answer === "yes" ? "y" : "";
    },
  });
  const buttonsNow = async ({ caseId }: Where): Promise<string[]> => {
    const offers = await options.cases().offersOf(caseId);
    const record = await options.cases().findCase(caseId);
    const asked = (record?.reply.buttons ?? []).map(({ label, press }) => ({ label, press }));
    return offers.flatMap(({ id, state, act, evidence }) => {
      if (state !== "open") return [];
      if (act === "undo-clear")
        return [evidence.files.length === 1 ? "Put it back" : "Put them back"];
      return asked.flatMap(({ label, press }) => (press.startsWith(id) ? [label] : []));
    });
  };

  const see = async (shown: readonly string[], where: Where): Promise<Seen> => ({
    where,
    text: shown.join("\n").replaceAll(/\s+/gu, " "),
    buttons: where.caseId === "" ? [] : await buttonsNow(where),
    audience: "asker",
  });

  return {
    people,
    async ask(text, as = "member") {
      const shown: string[] = [];
      await shellAsk(shellOf(as, "yes", shown), { text, json: false, kept: true });
      const caseId = /Case (?<id>[0-9A-Z]{4}-[0-9A-Z]{4})/u.exec(shown.join(""))?.groups?.["id"];
      return await see(shown, { caseId: caseId ?? "" });
    },
    async press(seen, label, how: Pressing = {}) {
      const shown: string[] = [];
      const where = placeOf(seen);
      const { as = "member", answer = "yes" } = how;
      await shellAct(shellOf(as, answer, shown), {
        caseId: where.caseId,
        act: label.startsWith("Put") ? "undo-clear" : "clear-restart-files",
        as: label.startsWith("Approve") ? "second" : "first",
        json: false,
        yes: false,
        acceptLoss: false,
      });
      return await see(shown, where);
    },
    again: async (seen) => await see([], placeOf(seen)),
    until: async (_, words) =>
      await Promise.reject(new Error(`what is printed does not change: ${words}`)),
    tells: {},
    violations: () => [],
    stop: async () => {},
  };
}

function placeOf({ where }: Seen): Where {
  if (typeof where === "object" && where !== null && "caseId" in where) {
    return { caseId: String(where.caseId) };
  }
  throw new Error("not a message of the shell");
}

function personOf(id: string): Person {
  return {
    id,
    name: id.split(":").at(-1) ?? id,
    holds: async (ids) => (ids.includes(id) ? "yes" : "no"),
  };
}
