import { z } from "zod";
import { accountName, groupOfWorkstations, networkAddress } from "./rules.ts";

// No line breaks: a key pasted where its path belongs must not be taken for a path.
export const file = z.string().regex(/^[^\0\r\n]+$/);
export const account = z.string().regex(accountName);
export const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);
export const port = z.int().min(1).max(65_535);
export const address = z.string().regex(networkAddress);
export const groupName = z.string().regex(groupOfWorkstations);

const oneLine = z.string().regex(/^[^\0\r\n]{1,1000}$/);

/** One filter in parentheses; a parenthesis of a value is written as \28 or \29 there. */
function isFilter(filter: string): boolean {
  if (!/^\([^\0\r\n]{1,2000}\)$/.test(filter)) return false;
  let open = 0;
  for (const [at, one] of filter.split("").entries()) {
    if (one === "(") open += 1;
    if (one === ")") open -= 1;
    if (open < 1 && at < filter.length - 1) return false;
  }
  return open === 0;
}

/** The computers of a directory that are not switched off in it. */
const computers = "(&(objectClass=computer)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))";

const ldapSection = z.strictObject({
  url: z.string(),
  base: oneLine,
  bindDn: oneLine.exactOptional(),
  passwordEnv: variable.exactOptional(),
  passwordFile: file.exactOptional(),
  caFile: file.exactOptional(),
  filter: z.string().refine(isFilter).default(computers),
  groupsFrom: z.enum(["none", "ou", "memberOf"]).default("none"),
});

export const partialLdapSection = ldapSection.partial();

/** Exactly one of the first six is there; `readSources` looks after that. */
export const sourceSection = z.strictObject({
  csvFile: file.exactOptional(),
  hostsFile: file.exactOptional(),
  names: oneLine.exactOptional(),
  sshConfigFile: file.exactOptional(),
  knownHostsFile: file.exactOptional(),
  ldap: ldapSection.exactOptional(),
  groups: z.array(groupName).default([]),
  match: z
    .string()
    .regex(/^[A-Za-z0-9._*?-]{1,64}$/)
    .exactOptional(),
  domain: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?$/)
    .exactOptional(),
  port: port.default(22),
  user: account.exactOptional(),
});

export type SourceSection = z.infer<typeof sourceSection>;
export type LdapSection = z.infer<typeof partialLdapSection>;

export const sourceKinds = [
  "csvFile",
  "hostsFile",
  "names",
  "sshConfigFile",
  "knownHostsFile",
  "ldap",
] as const;
