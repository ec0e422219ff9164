import { z } from "zod";
import { type Findings, wordPath } from "./findings.ts";
import { keys } from "./keys.ts";

// Lenient, so that these faults are told beside those of the other keys.
const named = z.object({
  workstations: z.object({
    hosts: z
      .array(z.looseObject({ name: z.unknown().optional() }).catch({ name: undefined }))
      .default([]),
    sources: z.array(z.unknown()).default([]),
  }),
});

/** What no single host can tell: names that stand twice, and hosts that nobody can log in to. */
export function checkHosts(value: unknown, findings: Findings): void {
  const { hosts = [], sources = [] } = named.safeParse(value).data?.workstations ?? {};
  if (
    findings.has(["workstations"]) &&
    !findings.has(["workstations", "hosts"]) &&
    !findings.has(["workstations", "sources"])
  ) {
    const { example } = keys["workstations.hosts"] ?? { example: "" };
    findings.fault(["workstations", "hosts"], "is missing", `Write for example: ${example}`);
  }
  const seen = new Set<string>();
  for (const [index, { name }] of hosts.entries()) {
    if (typeof name !== "string") continue;
    if (seen.has(name.toLowerCase())) {
      findings.fault(
        ["workstations", "hosts", index, "name"],
        "stands twice in the list (upper and lower case are the same name)",
        "Give each workstation a name of its own",
      );
    }
    seen.add(name.toLowerCase());
  }
  if (
    findings.has(["ssh", "jump"]) &&
    !findings.has(["ssh", "jump", "user"]) &&
    !findings.has(["ssh", "user"])
  ) {
    findings.fault(
      ["ssh", "jump"],
      "has no user, and ssh has none",
      "Write for example: user: whyreboot",
    );
  }
  const placed = [
    ...hosts.map((_, at) => ["workstations", "hosts", at]),
    ...sources.map((_, at) => ["workstations", "sources", at]),
  ];
  const userless = placed.find((at) => !findings.has([...at, "user"]));
  if (userless !== undefined && findings.has(["ssh"]) && !findings.has(["ssh", "user"])) {
    findings.fault(
      ["ssh", "user"],
      `is missing, and ${wordPath(userless)} has no user of its own`,
      "Write for example: user: helpdesk",
    );
  }
}
