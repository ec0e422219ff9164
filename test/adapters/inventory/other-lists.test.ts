import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { sourceReader } from "#adapters/inventory/read-source.ts";
import { listRules } from "../../../src/config/rules.ts";
import { listFile, readOnce, sourceOf, told } from "./reading.ts";

describe("a hosts file", () => {
  it("gives the names that fit, each with its address", async () => {
    const text = `127.0.0.1 localhost
127.0.1.1 bot.example.net bot
::1 localhost ip6-localhost ip6-loopback
192.0.2.42\tpc-42.example.net PC-42 # reception
2001:db8::43  PC-43
`;

    expect(told(await readOnce("hostsFile", text, { match: "PC-*" }))).toEqual([
      "PC-42 at 192.0.2.42:22 as helpdesk",
      "PC-43 at 2001:db8::43:22 as helpdesk",
    ]);
  });

  it("takes the long name of a machine only where it has no short one", async () => {
    const text = "192.0.2.1 a.example.net a\n192.0.2.2 b.example.net\n127.0.0.1 localhost\n";

    expect(told(await readOnce("hostsFile", text))).toEqual([
      "a at 192.0.2.1:22 as helpdesk",
      "b.example.net at 192.0.2.2:22 as helpdesk",
    ]);
  });

  it("tells the line of what is no address", async () => {
    expect(told(await readOnce("hostsFile", "# x\nPC-42 192.0.2.42\n"))).toEqual([
      'fault: line 2: begins with "PC-42", which is no IP address',
    ]);
  });
});

describe("names with braces", () => {
  const expand = async (pattern: string): Promise<readonly string[]> =>
    told(
      await sourceReader(listRules).read(
        sourceOf({ kind: "names", pattern }, { domain: "example.net" }),
      ),
    );

  it("are written out as a shell does", async () => {
    expect(await expand("PC-{008..010}")).toEqual([
      "PC-008 at PC-008.example.net:22 as helpdesk",
      "PC-009 at PC-009.example.net:22 as helpdesk",
      "PC-010 at PC-010.example.net:22 as helpdesk",
    ]);
    expect(await expand("{lab,office}-{1..2}")).toHaveLength(4);
    expect(await expand("PC-42")).toHaveLength(1);
  });

  it.each([
    ["PC-{1..900000000}", "fault: names more than 200000 workstations"],
    ["{a,b}".repeat(400), "no name of a workstation"],
    ["PC-{001..250", 'fault: gives "PC-{001..250", which is no name of a workstation'],
    ["PC-{1..3} LAB", 'fault: gives "PC-1 LAB", which is no name of a workstation'],
  ])("%.30j are refused", async (pattern, says) => {
    expect(await expand(pattern)).toEqual([expect.stringContaining(says)]);
  });
});

describe("a configuration of OpenSSH's client", () => {
  it("gives every alias, with what is said first of it", async () => {
    const text = `# fleet
User everybody
Host PC-42 reception
  HostName 192.0.2.42
  Port 2222
Host="PC-43"
  HostName=%h.example.net
  User desk
Host PC-44 !PC-44
  Port 4444
Host PC-* !PC-42
  Port 2200
Match host PC-42 exec "touch /tmp/never"
  HostName 203.0.113.1
Host *
  Port 99
`;

    const reading = await readOnce("sshConfigFile", text);

    expect(told(reading)).toEqual([
      "PC-42 at 192.0.2.42:2222 as everybody",
      "reception at 192.0.2.42:2222 as everybody",
      "PC-43 at PC-43.example.net:2200 as everybody",
      "PC-44 at PC-44:2200 as everybody",
    ]);
    expect(reading).toHaveProperty("notes", [
      "What stands under Match is left out: it may ask to run a program.",
    ]);
  });

  it.each([
    ["Host a\n  Port none\n", 'line 2: has as its Port "none"'],
    ["Host a\n\n  HostName -oProxyCommand=x\n", 'line 3: has as its HostName "-oProxyCommand=x"'],
    ['Host "a\n', "line 1: cannot be read"],
    [`Host a\n  HostName ${"x".repeat(5_000)}\n`, "line 2: cannot be read"],
    ["Host *\n  Port 22\n", "names no workstation"],
  ])("%.40j is told with its line", async (text, says) => {
    expect(told(await readOnce("sshConfigFile", text))).toEqual([expect.stringContaining(says)]);
  });
});

describe("a file of known hosts", () => {
  const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ";
  const text = `# collected
pc-42.example.net,192.0.2.42 ${key}
[pc-43.example.net]:2222 ${key}
|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ${key}
@revoked pc-44.example.net ${key}
*.example.net ${key}
printer.example.net ${key}
`;

  it("gives the names that can be read, under the address that the key stands by", async () => {
    const reading = await readOnce("knownHostsFile", text, {
      match: "pc-*",
      domain: "example.net",
    });

    expect(told(reading)).toEqual([
      "pc-42 at pc-42.example.net:22 as helpdesk",
      "pc-43 at pc-43.example.net:2222 as helpdesk",
    ]);
    expect(reading).toHaveProperty("notes", [
      "1 line has a hashed name, which nobody can read back: those workstations must stand in another list.",
    ]);
  });

  it("with hashed names alone is of no use, and says so", async () => {
    const hashed = text.split("\n").filter((line) => line.startsWith("|"));

    expect(told(await readOnce("knownHostsFile", hashed.join("\n")))).toEqual([
      "fault: holds only hashed names, which nobody can read back",
    ]);
  });

  it("tells the line of what is no known host", async () => {
    expect(told(await readOnce("knownHostsFile", "\n\npc-42\n"))).toEqual([
      'fault: line 3: holds "pc-42" and no key',
    ]);
  });
});

describe("a file", () => {
  it("is read again only when it has changed", async () => {
    await using list = await listFile("csvFile", "name\nPC-1\n");
    const first = await list.read();

    expect(await list.read()).toBe(first);

    await list.write("name\nPC-1\nPC-2\n");

    expect(told(await list.read())).toHaveLength(2);
  });

  it("that is not there, or is none, is a fault with its path", async () => {
    await using list = await listFile("csvFile", "name\nPC-1\n");
    const { file } = list;
    await rm(file);
    const folder = sourceOf({ kind: "csvFile", file: "/" });

    expect(told(await list.read())).toEqual([`fault: ${file} does not exist`]);
    expect(told(await list.reader.read(folder))).toEqual(["fault: / is no file"]);
  });
});
