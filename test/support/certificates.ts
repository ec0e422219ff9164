import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const program = promisify(execFile);
const ecKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/**
 * An authority of one's own, `ca.pem`, and for a server on 127.0.0.1 the `certificate.pem` that it
 * signed, with `key.pem`. Gives the authority's certificate.
 */
export async function certificates(folder: string): Promise<string> {
  const file = (name: string): string => join(folder, name);
  const names = "subjectAltName=IP:127.0.0.1,DNS:localhost";
  await writeFile(file("names.txt"), `${names}\n`);
  const authority = ["-keyout", file("ca-key.pem"), "-out", file("ca.pem"), "-subj", "/CN=test-ca"];
  await program("openssl", ["req", "-x509", "-days", "2", ...ecKey, ...authority]);
  const request = ["-keyout", file("key.pem"), "-out", file("request.pem"), "-subj", "/CN=server"];
  await program("openssl", ["req", ...ecKey, ...request]);
  const signer = ["-CA", file("ca.pem"), "-CAkey", file("ca-key.pem"), "-CAcreateserial"];
  const signed = ["-in", file("request.pem"), "-out", file("certificate.pem")];
  const extensions = ["-extfile", file("names.txt")];
  await program("openssl", ["x509", "-req", "-days", "2", ...signer, ...signed, ...extensions]);
  return await readFile(file("ca.pem"), "utf8");
}
