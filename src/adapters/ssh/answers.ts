import type { Machine, RegistryKey } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import type { Commands } from "./commands.ts";
import { controlKey, parentOf } from "./commands.ts";
import type { AskText } from "./decode.ts";
import { parseEvents } from "./events-xml.ts";
import { parseRegQuery, parseRegTree, sameName } from "./reg-output.ts";

/** Turns what the commands answer into sightings. Asking for what was not declared is a bug. */
export function commandAnswers(
  commands: Commands,
  ask: AskText,
): Pick<Machine, "environment" | "registry" | "registryTree" | "events"> {
  /** The answer of one reg.exe; 1 is all that it says for a key that is missing, denied or badly named. */
  const query = async <T>(
    command: string,
    read: (lines: readonly string[]) => T | undefined,
  ): Promise<Sighting<T> | "not-found"> => {
    const answer = await ask(command);
    if (!answer.ok) return unseen(answer.why, answer.detail);
    if (answer.exit === 1) return "not-found";
    if (answer.exit !== 0) return unseen("failed", `reg.exe ended with ${answer.exit}`);
    const listing = read(answer.lines);
    return listing === undefined ? unseen("odd-answer", "not a listing") : present(listing);
  };

  const registry: Machine["registry"] = async (key) => {
    const listing = await query(commands.registry(key), (lines) => parseRegQuery(key, lines));
    return listing === "not-found" ? await whyNotFound(key) : listing;
  };

  /** Missing or denied: the listing of the key above tells, and failing that the one above it. */
  const whyNotFound = async (key: RegistryKey): Promise<Sighting<never>> => {
    const control = await query(commands.registry(controlKey), (lines) => lines);
    if (control === "not-found" || control.state !== "present") {
      return unseen("failed", "reg.exe cannot read even what everyone may read");
    }
    const parent = parentOf(key);
    if (parent === undefined) return unseen("failed", "missing or denied: nothing is above it");
    const above = await registry(parent);
    if (above.state === "absent") return absent;
    if (above.state === "unseen") {
      return unseen("failed", `missing or denied: its parent is unseen (${above.why})`);
    }
    const name = key.slice(parent.length + 1);
    return above.seen.subkeys.some((subkey) => sameName(subkey, name))
      ? unseen("denied", "its parent lists it, but it cannot be read")
      : absent;
  };

  return {
    async environment(name) {
      const answer = await ask(commands.environment(name));
      if (!answer.ok) return unseen(answer.why, answer.detail);
      // `set NAME` lists every variable that begins like that. When it finds one, ERRORLEVEL stays
      // what the command before it left; when it finds none, it is 1.
      const listed = answer.lines.map(
        (line) => /^(?<name>[^=]+)=(?<value>.*)$/su.exec(line)?.groups,
      );
      if (listed.includes(undefined)) return unseen("odd-answer", "not a list of variables");
      const found = listed.find((groups) => sameName(groups?.["name"] ?? "", name))?.["value"];
      if (found !== undefined) return present(found.trimEnd());
      return answer.exit === 1 ? absent : unseen("odd-answer", `set ended with ${answer.exit}`);
    },
    registry,
    async registryTree(key) {
      const tree = await query(commands.registryTree(key), (lines) => parseRegTree(key, lines));
      return tree === "not-found" ? await whyNotFound(key) : tree;
    },
    async events(wanted) {
      const answer = await ask(commands.events(wanted));
      if (!answer.ok) return unseen(answer.why, answer.detail);
      // 5 is Windows' own number for "access is denied"; the words are in its language.
      if (answer.exit === 5) return unseen("denied", "the event log may not be read");
      if (answer.exit !== 0) return unseen("failed", `wevtutil ended with ${answer.exit}`);
      const events = parseEvents(answer.lines.join("\n"));
      return events === undefined ? unseen("odd-answer", "not a list of events") : present(events);
    },
  };
}
