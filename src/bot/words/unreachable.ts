import type { UnreachableReason } from "../ports.ts";

/** Why there is no connection: `headline` follows the workstation's name, `advice` says what to do. */
export const unreachable: Readonly<
  Record<UnreachableReason, { readonly headline: string; readonly advice: string }>
> = {
  "no-answer": {
    headline: " did not answer.",
    advice: "It may be off, asleep or away from the network. Is it switched on? Then ask again.",
  },
  refused: {
    headline: " is on, but refused the connection.",
    advice:
      "Its OpenSSH server is not running, or a firewall is in the way. Start the service “sshd” on it.",
  },
  "name-not-found": {
    headline: " could not be found under its address.",
    advice: "The address in the configuration does not resolve. Check it, and the DNS.",
  },
  "login-refused": {
    headline: " refused the login.",
    advice:
      "Check the account and its key. Keys of administrators belong in " +
      "%ProgramData%\\ssh\\administrators_authorized_keys. I do not try again by myself.",
  },
  "host-key-unknown": {
    headline: " showed a host key that nobody has vouched for.",
    advice:
      "Nothing was sent to it. Compare the fingerprint below with the machine itself, then add the " +
      "key to the known_hosts file of the configuration.",
  },
  "host-key-changed": {
    headline: " showed another host key than the one that is known.",
    advice:
      "Nothing was sent to it. It may have been installed anew, or another machine answers in its " +
      "place. Only when you know which: replace its line in the known_hosts file.",
  },
  "not-ssh": {
    headline: " answered, but not as an SSH server.",
    advice: "Something else listens on that port. Check address and port in the configuration.",
  },
  "jump-host": {
    headline: " could not be asked: the jump host on the way to it did not let me through.",
    advice: "This says nothing about the workstation. See below what the jump host said.",
  },
  "not-listed": {
    headline: " is not in my list of workstations any more.",
    advice: "It went out of the list just now. Nothing was connected to.",
  },
  "no-worker": {
    headline: " could not be asked: no worker of its site answers.",
    advice:
      "Nothing is known of the workstation. Whoever keeps this bot starts “whyreboot work” for the " +
      "site that is named below, or mends its way to the database.",
  },
  lost: {
    headline: " broke off the connection.",
    advice: "Ask again. If it happens again, look at the OpenSSH log of the workstation.",
  },
};
