import type {
  AgentAuthMethod,
  AuthMethod,
  ParsedKey,
  PasswordAuthMethod,
  PublicKeyAuthMethod,
} from "ssh2";
import ssh2 from "ssh2";
import type { Credentials } from "./settings.ts";

/**
 * What is tried for a user, in order. Begins with the first credential, not with ssh2's `none`,
 * which always fails and costs a round trip. Parses the key once, and throws when that fails: a
 * fault of the configuration, best heard at start.
 */
export function loginMethods(credentials: Credentials): (username: string) => AuthMethod[] {
  const key = parsePrivateKey(credentials);
  const { password, agent } = credentials;
  if (key === undefined && password === undefined && agent === undefined) {
    throw new Error("no credentials: give a private key, a password or an agent");
  }
  return (username) => {
    const methods: (PublicKeyAuthMethod | PasswordAuthMethod | AgentAuthMethod)[] = [];
    if (key !== undefined) methods.push({ type: "publickey", username, key });
    if (password !== undefined) methods.push({ type: "password", username, password });
    if (agent !== undefined) methods.push({ type: "agent", username, agent });
    return methods;
  };
}

function parsePrivateKey({ privateKey, passphrase }: Credentials): ParsedKey | undefined {
  if (privateKey === undefined) return undefined;
  const parsed = ssh2.utils.parseKey(privateKey, passphrase);
  // An OpenSSH file may hold several keys; ssh2 then answers with a list, against its types.
  const key = Array.isArray(parsed) ? (parsed as readonly (ParsedKey | Error)[])[0] : parsed;
  if (key === undefined || key instanceof Error) {
    throw new Error("the private key cannot be read", { cause: key });
  }
  if (!key.isPrivateKey()) throw new Error("the private key is a public key");
  return key;
}
