import type { Machine, RegistryKey, RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { parseRegQuery, sameName } from "./reg-output.ts";
import type { Script } from "./script.ts";
import { controlKey } from "./script.ts";
import type { Transcript } from "./transcript.ts";

/** Turns the transcript of the script into sightings. Asking for what it does not hold is a bug. */
export function scriptAnswers(
  script: Script,
  transcript: Transcript,
): Pick<Machine, "environment" | "registry"> {
  const query = async (key: RegistryKey): Promise<Sighting<RegistryListing> | "not-found"> => {
    const answer = await transcript.answer(
      script.environment.length + placeOf(script.registry, key),
    );
    if (!answer.ok) return unseen(answer.why, answer.detail);
    // 1 is all that reg.exe says for a key that is missing, denied or badly named.
    if (answer.exit === 1) return "not-found";
    if (answer.exit !== 0) return unseen("failed", `reg.exe ended with ${answer.exit}`);
    const listing = parseRegQuery(key, answer.lines);
    return listing === undefined ? unseen("odd-answer", "not a listing") : present(listing);
  };

  const registry = async (key: RegistryKey): Promise<Sighting<RegistryListing>> => {
    const listing = await query(key);
    if (listing !== "not-found") return listing;
    const control = await query(controlKey);
    if (control === "not-found" || control.state !== "present") {
      return unseen("failed", "reg.exe cannot read even what everyone may read");
    }
    const { parent, name } = parentOf(key);
    if (parent === undefined || !script.registry.includes(parent)) {
      return unseen("failed", "missing or denied: its parent is not among the queries");
    }
    const above = await registry(parent);
    if (above.state === "absent") return absent;
    if (above.state === "unseen") {
      return unseen("failed", `missing or denied: its parent is unseen (${above.why})`);
    }
    return above.seen.subkeys.some((subkey) => sameName(subkey, name))
      ? unseen("denied", "its parent lists it, but it cannot be read")
      : absent;
  };

  return {
    async environment(name) {
      const answer = await transcript.answer(placeOf(script.environment, name));
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
  };
}

function placeOf<T extends string>(asked: readonly T[], wanted: T): number {
  const place = asked.indexOf(wanted);
  if (place < 0) throw new Error(`never declared, so never asked: ${wanted}`);
  return place;
}

function parentOf(key: RegistryKey): {
  readonly parent: RegistryKey | undefined;
  readonly name: string;
} {
  const cut = key.lastIndexOf("\\");
  const parent = key.slice(0, cut);
  return {
    parent: parent.startsWith("HKLM\\") ? `HKLM\\${parent.slice(5)}` : undefined,
    name: key.slice(cut + 1),
  };
}
