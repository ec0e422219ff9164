import { mkdir, writeFile } from "node:fs/promises";
import { describeWithLab } from "../lab/describe-with-lab.ts";
import { startLab } from "../lab/start.ts";
import { hostPath } from "../lab/windows-path.ts";
import { workstationReuseContract } from "./workstation-reuse.contract.ts";

const denied = "C:\\Denied";

describeWithLab("logins to OpenSSH's own sshd", () => {
  workstationReuseContract("the lab", async () => {
    const lab = await startLab();
    await mkdir(hostPath(lab.driveC, denied));
    await lab.deny(denied);
    const { port, user, privateKey } = lab;
    return {
      port,
      user,
      privateKey,
      hostKey: lab.knownHosts.split(" ").slice(1).join(" ").trimEnd(),
      denied,
      async plant(path, content) {
        await writeFile(hostPath(lab.driveC, path), content);
      },
      async stop() {
        await lab.stop();
      },
    };
  });
});
