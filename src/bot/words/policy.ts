import type { Approval } from "../approval/approval.ts";
import type { Policy, Right } from "../rights.ts";
import { generalList, groupList, rightNames } from "../rights.ts";
import { count } from "./enumerate.ts";

interface Described extends Policy {
  readonly approval?: Approval;
}

/**
 * Who may do what, as it counts in the end: one line for each right, and for each list of a group
 * that stands in place of one. Configuration only, so nothing in it is hostile.
 */
export function describePolicy({ rights, inventory, approval }: Described): string[] {
  const general = rightNames.map((right) => `${right}: ${named(generalList(rights, right))}`);
  const groups = Object.entries(rights.groups ?? {}).flatMap(([name, group]) => {
    const size = inventory.inGroup(name).length;
    const where = `in ${name} (${count(size, "workstation")})`;
    return rightNames.flatMap((right: Right) => {
      const list = groupList(rights, group, right);
      return list === undefined ? [] : [`${right} ${where}: ${named(list)}`];
    });
  });
  return [...general, ...groups, ...describeApproval(approval)];
}

function describeApproval(approval: Approval | undefined): string[] {
  if (approval === undefined) return ["approval: never needed"];
  const { groups, verdicts, minutes } = approval;
  const where = [...groups.map((group) => `in ${group}`), ...verdicts.map((one) => `of ${one}`)];
  return where.length === 0
    ? ["approval: never needed"]
    : [
        `approval: needed for a removal ${where.join(", ")}; a request waits ${count(minutes, "minute")}`,
      ];
}

function named(ids: readonly string[]): string {
  return ids.length === 0 ? "nobody" : ids.join(", ");
}
