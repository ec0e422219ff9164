import { expect, it } from "vitest";
import { sourceReader } from "#adapters/inventory/read-source.ts";
import type { Directory } from "#adapters/inventory/source.ts";
import { listRules } from "../../../src/config/rules.ts";
import { startLdapServer } from "../../support/ldap-server.ts";
import { sourceOf, told } from "./reading.ts";

type PagesFor = Parameters<typeof startLdapServer>[0];

async function ask(
  pagesFor: PagesFor,
  change: Partial<Directory> = {},
): Promise<readonly string[]> {
  await using server = await startLdapServer(pagesFor);
  const directory: Directory = {
    kind: "ldap",
    url: server.url,
    base: "dc=example,dc=net",
    filter: "(objectClass=computer)",
    groupsFrom: "none",
    bind: { dn: "cn=bot", password: "s3cret" },
    deadline: 5_000,
    ...change,
  };
  return told(await sourceReader(listRules).read(sourceOf(directory)));
}

it("joins the pages of a directory, in the order of the names", async () => {
  expect(await ask(() => [["PC-2", "pc-3"], ["PC-1"]])).toEqual([
    "PC-1 at PC-1:22 as helpdesk",
    "PC-2 at PC-2:22 as helpdesk",
    "pc-3 at pc-3:22 as helpdesk",
  ]);
});

it("asks once more when a page is empty, since more may have stood behind it", async () => {
  const answers = [
    [["PC-1"], [], ["PC-2"]],
    [["PC-1"], ["PC-2"]],
  ];

  expect(await ask((search) => answers[search])).toEqual([
    "PC-1 at PC-1:22 as helpdesk",
    "PC-2 at PC-2:22 as helpdesk",
  ]);
});

it("does not take a part for the whole when a page is empty each time", async () => {
  expect(await ask(() => [["PC-1"], [], ["PC-2"]])).toEqual([
    "fault: gave an answer of which nobody can tell whether it is whole",
  ]);
  expect(await ask(() => [[], ["PC-1"]])).toEqual(["fault: names no workstation"]);
});

it("does not believe that no computer is in any group, which may only be kept from it", async () => {
  expect(await ask(() => [["PC-1"], ["PC-2"]], { groupsFrom: "memberOf" })).toEqual([
    "fault: shows not one computer in any group, as if memberOf could not be read",
  ]);
});
