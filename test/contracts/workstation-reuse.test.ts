import { freshKeys } from "#practice/fresh-keys.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import { workstationReuseContract } from "./workstation-reuse.contract.ts";

const user = "helpdesk";
const denied = "C:\\Denied";

workstationReuseContract("a practice workstation", async () => {
  const windows = ordinaryWindows();
  windows.plantDirectory(denied);
  windows.deny(denied);
  const keys = freshKeys();
  const workstation = await practiceWorkstation(windows, {
    user,
    clientKey: keys.public,
  });
  return {
    port: workstation.port,
    user,
    privateKey: keys.private,
    hostKey: workstation.hostKey,
    denied,
    plant: async (path, content) => windows.plant(path, content),
    stop: async () => await workstation.stop(),
  };
});
