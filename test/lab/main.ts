import { startLab } from "./start.ts";

// `node test/lab/main.ts`: one line of JSON when the lab is there; Ctrl+C or SIGTERM ends it.
const lab = await startLab();
const { address, port, user, privateKeyFile, knownHostsFile, driveC } = lab;
const line = { address, port, user, privateKeyFile, knownHostsFile, driveC };
process.stdout.write(`${JSON.stringify(line)}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void lab.stop();
  });
}
