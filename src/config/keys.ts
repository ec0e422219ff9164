import { file, groupName, type KeyWords, port } from "./key-words.ts";
import { sourceKeys } from "./source-keys.ts";

const freePort = { must: "a whole number from 0 to 65535", example: "port: 3000" };
const seconds = { must: "a whole number of seconds from 1 to 600", example: "connectSeconds: 30" };
const perMinute = (of: string, usual: number): KeyWords => ({
  must: "a whole number of questions a minute from 1 to 10000",
  example: `${of}: ${usual}`,
});
const section = (example: string): KeyWords => ({ must: "a group of keys", example });
const apiUrl = (example: string): KeyWords => ({
  must: "an address that begins with https://, or with http:// for this machine alone (127.0.0.1, ::1, localhost)",
  example: `apiUrl: ${example}`,
});
const ids = (right: string): KeyWords => ({
  must: "a list of platform ids",
  example: `${right}: [ "slack:user:U0ALICE", "discord:role:222" ]`,
});
const id: KeyWords = {
  must: "a platform id, never a display name: slack:user:U…, slack:channel:C…, slack:usergroup:S…, discord:user:, discord:role: or discord:channel: with the number, web:user:… or shell:user:…",
  example: '"slack:user:U0ALICE"',
};

/** Every key of the file, with the words of its faults; `[]` stands for any place in a list, `*` for any name. */
export const keys: Readonly<Record<string, KeyWords>> = {
  workstations: section("workstations: { hosts: [ { name: PC-42, address: 192.0.2.42 } ] }"),
  "workstations.hosts": {
    must: "a list with at least one workstation",
    example: "hosts: [ { name: PC-42, address: 192.0.2.42 } ]",
  },
  "workstations.hosts[]": {
    must: "a group of keys",
    example: "{ name: PC-42, address: 192.0.2.42 }",
  },
  "workstations.hosts[].name": {
    must: "text of at most 64 letters (a to z), digits, '-', '_' or '.', the last three only between others",
    example: 'name: "PC-42"',
  },
  "workstations.hosts[].address": {
    must: "a DNS name or an IP address, without a port",
    example: "address: pc-42.example.net",
  },
  "workstations.hosts[].port": port,
  "workstations.hosts[].user": { must: "the name of an account", example: "user: helpdesk" },
  "workstations.hosts[].groups": {
    must: "a list of names of groups",
    example: "groups: [ lab, floor 3 ]",
  },
  "workstations.hosts[].groups[]": groupName,
  ...sourceKeys,
  "workstations.refreshMinutes": {
    must: "a whole number of minutes from 1 to 1440",
    example: "refreshMinutes: 15",
  },
  ssh: section(
    "ssh: { user: helpdesk, privateKeyFile: ./id_ed25519, knownHostsFile: ./known_hosts }",
  ),
  "ssh.user": { must: "the name of an account", example: "user: helpdesk" },
  "ssh.privateKeyFile": file("privateKeyFile", "./id_ed25519"),
  "ssh.passphraseEnv": {
    must: "the name of an environment variable",
    example: "passphraseEnv: WHYREBOOT_KEY_PASSPHRASE",
  },
  "ssh.passphraseFile": file("passphraseFile", "./id_ed25519.passphrase"),
  "ssh.agent": { must: "true, false or the path of the agent's socket", example: "agent: true" },
  "ssh.passwordFile": file("passwordFile", "./ssh-password"),
  "ssh.knownHostsFile": file("knownHostsFile", "./known_hosts"),
  "ssh.jump": section("jump: { address: jump.example.net }"),
  "ssh.jump.address": {
    must: "a DNS name or an IP address, without a port",
    example: "address: jump.example.net",
  },
  "ssh.jump.port": port,
  "ssh.jump.user": { must: "the name of an account", example: "user: whyreboot" },
  "ssh.trustOnFirstUse": { must: "true or false", example: "trustOnFirstUse: false" },
  "ssh.connectSeconds": seconds,
  "ssh.callSeconds": { ...seconds, example: "callSeconds: 15" },
  "ssh.keepSeconds": {
    must: "a whole number of seconds from 0 to 300",
    example: "keepSeconds: 60",
  },
  slack: section("slack: { transport: socket }"),
  "slack.apiUrl": apiUrl("http://127.0.0.1:4001/api/"),
  "slack.transport": { must: '"socket" or "http"', example: "transport: socket" },
  "slack.host": { must: "the address to listen on", example: "host: 127.0.0.1" },
  "slack.port": freePort,
  "slack.botTokenFile": file("botTokenFile", "./slack-bot-token"),
  "slack.appTokenFile": file("appTokenFile", "./slack-app-token"),
  "slack.signingSecretFile": file("signingSecretFile", "./slack-signing-secret"),
  discord: section("discord: { tokenFile: ./discord-token }"),
  "discord.apiUrl": apiUrl("http://127.0.0.1:4002/api"),
  "discord.tokenFile": file("tokenFile", "./discord-token"),
  web: section("web: { port: 8642 }"),
  "web.port": { ...freePort, example: "port: 8642" },
  rights: section('rights: { ask: [ "slack:channel:C0HELPDESK" ], clear: [] }'),
  "rights.ask": ids("ask"),
  "rights.ask[]": id,
  "rights.sweep": ids("sweep"),
  "rights.sweep[]": id,
  "rights.clear": ids("clear"),
  "rights.clear[]": id,
  "rights.undo": ids("undo"),
  "rights.undo[]": id,
  "rights.approve": ids("approve"),
  "rights.approve[]": id,
  "rights.audit": ids("audit"),
  "rights.audit[]": id,
  "rights.groups": section('groups: { lab: { clear: [ "slack:user:U0ALICE" ] } }'),
  "rights.groups.*": section('lab: { clear: [ "slack:user:U0ALICE" ] }'),
  ...Object.fromEntries(
    ["ask", "sweep", "clear", "undo", "approve", "audit"].flatMap((right) => [
      [`rights.groups.*.${right}`, ids(right)],
      [`rights.groups.*.${right}[]`, id],
    ]),
  ),
  approval: section("approval: { verdicts: [ stranded ] }"),
  "approval.groups": { must: "a list of names of groups", example: "groups: [ servers ]" },
  "approval.groups[]": groupName,
  "approval.verdicts": {
    must: "a list of verdicts",
    example: "verdicts: [ leftover, stranded, one-file ]",
  },
  "approval.verdicts[]": { must: "leftover, stranded or one-file", example: "stranded" },
  "approval.minutes": {
    must: "a whole number of minutes from 1 to 10080",
    example: "minutes: 60",
  },
  people: {
    must: "a list of lists, one for each person",
    example: 'people: [ [ "slack:user:U0ALICE", "discord:user:111" ] ]',
  },
  "people[]": {
    must: "a list of at least two ids of one person",
    example: '[ "slack:user:U0ALICE", "discord:user:111" ]',
  },
  "people[][]": id,
  store: section("store: { file: ./whyreboot.db }"),
  "store.file": file("file", "./whyreboot.db"),
  "store.url": {
    must: "the address of a PostgreSQL database, without a password",
    example: "url: postgres://whyreboot@127.0.0.1/whyreboot",
  },
  "store.passwordEnv": {
    must: "the name of an environment variable",
    example: "passwordEnv: WHYREBOOT_STORE_PASSWORD",
  },
  "store.passwordFile": file("passwordFile", "./store-password"),
  "store.caFile": file("caFile", "./store-ca.pem"),
  sites: section("sites: { berlin: { groups: [ berlin ] } }"),
  "sites.*": section("berlin: { groups: [ berlin ] }"),
  "sites.*.groups": {
    must: "a list with at least one name of a group",
    example: "groups: [ berlin ]",
  },
  "sites.*.groups[]": groupName,
  health: section("health: { port: 8643 }"),
  "health.port": { ...freePort, example: "port: 8643" },
  kept: section("kept: { days: 30 }"),
  "kept.days": {
    must: "a whole number of days from 1 to 3650, or false to keep it for ever",
    example: "days: 30",
  },
  clearMany: section("clearMany: { typeAbove: 10 }"),
  "clearMany.typeAbove": {
    must: "a whole number of workstations from 0 to 40",
    example: "typeAbove: 10",
  },
  "clearMany.stopAfterFailures": {
    must: "a whole number of workstations from 1 to 1000",
    example: "stopAfterFailures: 3",
  },
  limits: section("limits: { connections: 32 }"),
  "limits.questionsPerMinute": section("questionsPerMinute: { person: 60 }"),
  "limits.questionsPerMinute.person": perMinute("person", 60),
  "limits.questionsPerMinute.channel": perMinute("channel", 300),
  "limits.questionsPerMinute.workstation": perMinute("workstation", 60),
  "limits.connections": {
    must: "a whole number from 1 to 1000",
    example: "connections: 32",
  },
};
