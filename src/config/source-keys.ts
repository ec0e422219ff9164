import type { KeyWords } from "./key-words.ts";
import { file, groupName, port } from "./key-words.ts";

/** The words of `workstations.sources`. */
export const sourceKeys: Readonly<Record<string, KeyWords>> = {
  "workstations.sources": {
    must: "a list with at least one source",
    example: "sources: [ { csvFile: ./workstations.csv } ]",
  },
  "workstations.sources[]": {
    must: "a group of keys",
    example: "{ csvFile: ./workstations.csv }",
  },
  "workstations.sources[].csvFile": file("csvFile", "./workstations.csv"),
  "workstations.sources[].hostsFile": file("hostsFile", "/etc/hosts"),
  "workstations.sources[].names": {
    must: "names as a shell expands them, on one line",
    example: 'names: "PC-{001..250}"',
  },
  "workstations.sources[].sshConfigFile": file("sshConfigFile", "./ssh_config"),
  "workstations.sources[].knownHostsFile": file("knownHostsFile", "./known_hosts"),
  "workstations.sources[].ldap": {
    must: "a group of keys",
    example:
      'ldap: { url: ldaps://dc1.example.net, base: "OU=Workstations,DC=example,DC=net", bindDn: "CN=whyreboot,OU=Service,DC=example,DC=net", passwordFile: ./ldap-password }',
  },
  "workstations.sources[].ldap.url": {
    must: "an address that begins with ldaps://, or with ldap:// for this machine alone (127.0.0.1, ::1, localhost), and ends behind the name or the port",
    example: "url: ldaps://dc1.example.net",
  },
  "workstations.sources[].ldap.base": {
    must: "the distinguished name below which the workstations are",
    example: 'base: "OU=Workstations,DC=example,DC=net"',
  },
  "workstations.sources[].ldap.bindDn": {
    must: "the distinguished name of the account that asks",
    example: 'bindDn: "CN=whyreboot,OU=Service,DC=example,DC=net"',
  },
  "workstations.sources[].ldap.passwordEnv": {
    must: "the name of an environment variable",
    example: "passwordEnv: WHYREBOOT_LDAP_PASSWORD",
  },
  "workstations.sources[].ldap.passwordFile": file("passwordFile", "./ldap-password"),
  "workstations.sources[].ldap.caFile": file("caFile", "./ldap-ca.pem"),
  "workstations.sources[].ldap.filter": {
    must: "a filter of LDAP, in parentheses",
    example: 'filter: "(objectClass=computer)"',
  },
  "workstations.sources[].ldap.groupsFrom": {
    must: "none, ou or memberOf",
    example: "groupsFrom: ou",
  },
  "workstations.sources[].groups": {
    must: "a list of names of groups",
    example: "groups: [ lab ]",
  },
  "workstations.sources[].groups[]": groupName,
  "workstations.sources[].match": {
    must: "a pattern for names: letters (a to z), digits, '-', '_' and '.', with * for any characters and ? for one",
    example: 'match: "PC-*"',
  },
  "workstations.sources[].domain": {
    must: "the name of a domain, without a dot at its ends",
    example: "domain: example.net",
  },
  "workstations.sources[].port": port,
  "workstations.sources[].user": { must: "the name of an account", example: "user: helpdesk" },
};
