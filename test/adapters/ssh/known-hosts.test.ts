import { describe, expect, it } from "vitest";
import { knownTypes, standingOf } from "#adapters/ssh/known-hosts.ts";
import { parseKnownHosts } from "#adapters/ssh/known-hosts-index.ts";
import { ecdsa, ed25519, otherEd25519 } from "../../support/ssh-server.ts";

/** Type and key, as a line of known_hosts ends. */
const [line, otherLine, ecdsaLine] = [
  ed25519.public.trimEnd(),
  otherEd25519.public.trimEnd(),
  ecdsa.public.trimEnd(),
];
const [key, otherKey, ecdsaKey] = [keyOf(line), keyOf(otherLine), keyOf(ecdsaLine)];

function keyOf(line: string): Buffer {
  return Buffer.from(line.split(" ")[1] ?? "", "base64");
}

interface Shown {
  readonly shown?: Buffer;
  readonly address?: string;
  readonly port?: number;
}

function standing(text: string, how: Shown = {}): string {
  const { shown = key, address = "pc-42.example.org", port = 22 } = how;
  return standingOf(shown, { address, port }, parseKnownHosts(text)).state;
}

describe("known_hosts", () => {
  it("knows the key that a plain line gives", () => {
    expect(standing(`pc-42.example.org,10.0.0.42 ${line} a comment\n`)).toBe("known");
    expect(standing(`pc-42.example.org,10.0.0.42 ${line}\r\n`, { address: "10.0.0.42" })).toBe(
      "known",
    );
  });

  it("compares names without regard to case", () => {
    expect(standing(`PC-42.Example.org ${line}`, { address: "pc-42.EXAMPLE.org" })).toBe("known");
  });

  it("is unknown when the file is empty, or names others", () => {
    expect(standing("")).toBe("unknown");
    expect(standing(`pc-43.example.org ${line}`)).toBe("unknown");
    expect(standing(`# pc-42.example.org ${line}`)).toBe("unknown");
  });

  it("says changed when the host has another key in the file", () => {
    expect(standing(`pc-42.example.org ${otherLine}`)).toBe("changed");
  });

  it("says changed, not unknown, when only another type of key is in the file", () => {
    expect(standing(`pc-42.example.org ${ecdsaLine}`)).toBe("changed");
  });

  it("knows any of several keys of a host", () => {
    const text = `pc-42.example.org ${otherLine}\npc-42.example.org ${line}\n`;

    expect(standing(text)).toBe("known");
    expect(standing(text, { shown: otherKey })).toBe("known");
    expect(standing(text, { shown: ecdsaKey })).toBe("changed");
  });

  it("names hosts at other ports as [host]:port", () => {
    const text = `[pc-42.example.org]:2222 ${line}`;

    expect(standing(text, { port: 2222 })).toBe("known");
    expect(standing(text, { shown: otherKey, port: 2222 })).toBe("changed");
    expect(standing(text)).toBe("unknown");
    expect(standing(text, { port: 2223 })).toBe("unknown");
  });

  it("takes a line without a port for its key at every port, and for nothing else", () => {
    const text = `pc-42.example.org ${line}`;

    expect(standing(text, { port: 2222 })).toBe("known");
    expect(standing(text, { shown: otherKey, port: 2222 })).toBe("unknown");
  });

  it("finds hashed names, as ssh-keygen -H makes them", () => {
    const published =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAxR0W06xiqF7f452Vf6m0kKRnZ5f61ZDxYC6FhTdVuw";
    const text = [
      `|1|ZUDvcmkoRMxphrSxxLr+1Mg4H2A=|7ZtCbfbKtYx679plqQ4X9XR8xrU= ${published}`,
      `|1|ANbXreA1fo/54bGxz9eoxgkv4mI=|9kBekQPDt93nh+OW4bij6lHKtN0= ${published}`,
    ].join("\n");
    const shown = keyOf(published);

    expect(standing(text, { shown, port: 2222 })).toBe("known");
    expect(standing(text, { shown, address: "pc-43.example.org" })).toBe("known");
    expect(standing(text, { shown })).toBe("unknown");
    expect(standing(text, { address: "pc-43.example.org" })).toBe("changed");
  });

  it("understands wildcards and exclusions", () => {
    const text = `*.example.org,!pc-13.example.org,10.0.?.1 ${line}`;

    expect(standing(text)).toBe("known");
    expect(standing(text, { address: "10.0.7.1" })).toBe("known");
    expect(standing(text, { address: "10.0.77.1" })).toBe("unknown");
    expect(standing(text, { address: "pc-13.example.org" })).toBe("unknown");
    expect(standing(text, { address: "pc-42xexample.org" })).toBe("unknown");
  });

  it("lets a revocation win over a line that knows the key", () => {
    const text = `pc-42.example.org ${line}\n@revoked * ${line}\n`;

    expect(standing(text)).toBe("revoked");
  });

  it("does not take a revoked key for the host's own", () => {
    expect(standing(`@revoked * ${otherLine}`)).toBe("unknown");
  });

  it("ignores certificate authorities, which ssh2 cannot check", () => {
    expect(standing(`@cert-authority *.example.org ${line}`)).toBe("unknown");
  });

  it("ignores lines that are no known_hosts lines", () => {
    const base64 = key.toString("base64");

    expect(standing("pc-42.example.org")).toBe("unknown");
    expect(standing(`pc-42.example.org ssh-ed25519 ${base64.slice(0, 8)}`)).toBe("unknown");
    expect(standing(`pc-42.example.org ssh-rsa ${base64}`)).toBe("unknown");
    expect(standing(`|2|abc|def ${line}`)).toBe("unknown");
  });

  it("tells the types of the keys of a host, revoked ones left out", () => {
    const known = parseKnownHosts(
      `a ${line}\na ${ecdsaLine}\n@revoked a ${otherLine}\nb ${otherLine}`,
    );

    expect(knownTypes({ address: "a", port: 22 }, known)).toEqual([
      "ssh-ed25519",
      "ecdsa-sha2-nistp256",
    ]);
  });
});
