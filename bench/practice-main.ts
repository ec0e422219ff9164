import { startPractice } from "#practice/fleet.ts";

// The process of practice-process.ts; it ends with its starter.
const fleet = await startPractice({ only: ["PC-46"] });
const { user, privateKey, knownHosts, hosts } = fleet;
process.send?.({ user, privateKey, knownHosts, ...hosts[0] });
process.once("disconnect", () => {
  void fleet.stop();
});
