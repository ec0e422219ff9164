import ssh2 from "ssh2";

/** An ed25519 key pair, as OpenSSH writes the two halves. */
export interface KeyPair {
  readonly private: string;
  /** `ssh-ed25519 AAAA…` */
  readonly public: string;
}

/**
 * One key in 256 that ssh2 1.17 makes cannot be read back: a zero byte at its start is dropped
 * (mscdex/ssh2#1390). So keys are made until one can. A passphrase locks the private half.
 */
export function freshKeys(passphrase?: string): KeyPair {
  const lock =
    passphrase === undefined ? undefined : { passphrase, cipher: "aes256-cbc", rounds: 1 };
  for (;;) {
    const keys = ssh2.utils.generateKeyPairSync("ed25519", lock);
    const halves = [keys.private, keys.public].map((half) => ssh2.utils.parseKey(half, passphrase));
    if (!halves.some((half) => half instanceof Error)) return keys;
  }
}
