import { expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { appV, judgeAppV } from "#checks/signals/app-v.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const microsoft = "HKLM\\SOFTWARE\\Microsoft";
const pendingTasks = `${microsoft}\\AppV\\Client\\PendingTasks`;

it("is real while tasks wait, and names them", () => {
  expect(judgeAppV(keyWith(["task-one"], [["task-two", "REG_SZ", "x"]]))).toEqual({
    id: "app-v-pending-tasks",
    state: "present",
    verdict: "real",
    evidence: [pendingTasks, "task-one", "task-two"],
  });
});

it("is harmless while the key is there and names no task (others count its existence)", () => {
  expect(judgeAppV(keyWith([]))).toMatchObject({
    state: "present",
    verdict: "harmless",
    evidence: [pendingTasks],
  });
});

it("keeps a bounded number of tasks", () => {
  const finding = judgeAppV(keyWith(Array.from({ length: 5000 }, (_, task) => `task ${task}`)));

  expect(finding).toMatchObject({ verdict: "real" });
  expect(finding).toHaveProperty("evidence.length", 201);
});

it("costs a machine without App-V no process of its own", async () => {
  const visit = visitTo({ registry: { [microsoft]: keyWith(["Windows"]) } });

  const finding = await appV.look(visit);

  expect(finding).toMatchObject({ state: "absent" });
  expect(visit.asked.registry).toEqual([microsoft]);
});

it("looks in SOFTWARE\\Microsoft (PSAppDeployToolkit looks in SOFTWARE\\Software and never finds it)", async () => {
  const visit = visitTo({
    registry: {
      [microsoft]: keyWith(["AppV"]),
      [`${microsoft}\\AppV`]: keyWith(["Client"]),
      [`${microsoft}\\AppV\\Client`]: keyWith(["PendingTasks"]),
      [pendingTasks]: keyWith(["task-one"]),
    },
  });

  const finding = await appV.look(visit);

  expect(finding).toMatchObject({ state: "present", verdict: "real" });
  expect(undeclared(appV, visit)).toEqual([]);
});

it("is unseen when the tasks are listed and denied", async () => {
  const visit = visitTo({
    registry: {
      [microsoft]: keyWith(["AppV"]),
      [`${microsoft}\\AppV`]: keyWith(["Client"]),
      [`${microsoft}\\AppV\\Client`]: keyWith(["PendingTasks"]),
      [pendingTasks]: unseen("denied"),
    },
  });

  expect(await appV.look(visit)).toMatchObject({ state: "unseen", why: "denied" });
});
