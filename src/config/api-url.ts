import { wordValue } from "./faults.ts";
import type { Findings } from "./findings.ts";
import { keys } from "./keys.ts";
import type { Environment } from "./secrets.ts";

/**
 * The address of a platform's API: the variable goes before the key. The tokens are sent there, so
 * only HTTPS leaves this machine. Gives it without a final slash.
 */
export function readApiUrl(
  platform: "slack" | "discord",
  written: string | undefined,
  { env, findings }: { readonly env: Environment; readonly findings: Findings },
): string | undefined {
  const variable = `WHYREBOOT_${platform.toUpperCase()}_API_URL`;
  const fromVariable = env[variable] ?? "";
  const text = fromVariable === "" ? written : fromVariable;
  if (text === undefined) return undefined;
  if (isAllowed(text)) return text.replace(/\/+$/, "");
  const words = keys[`${platform}.apiUrl`];
  const says = `must be ${words?.must}, not ${wordValue(text)}`;
  if (fromVariable === "") {
    findings.fault([platform, "apiUrl"], says, `Write for example: ${words?.example}`);
  } else findings.variableFault(variable, says, "Correct the environment variable, or unset it");
  return undefined;
}

function isAllowed(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (url.search !== "" || url.hash !== "") return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
