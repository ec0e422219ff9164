import type { Policy, Right } from "../rights.ts";
import { generalList, groupList, rightNames } from "../rights.ts";
import { count } from "./enumerate.ts";

/**
 * Who may do what, as it counts in the end: one line for each right, and for each list of a group
 * that stands in place of one. Configuration only, so nothing in it is hostile.
 */
export function describePolicy({ rights, inventory }: Policy): string[] {
  const general = rightNames.map((right) => `${right}: ${named(generalList(rights, right))}`);
  const groups = Object.entries(rights.groups ?? {}).flatMap(([name, group]) => {
    const size = inventory.names().filter((one) => inventory.groupsOf(one).includes(name)).length;
    const where = `in ${name} (${count(size, "workstation")})`;
    return rightNames.flatMap((right: Right) => {
      const list = groupList(rights, group, right);
      return list === undefined ? [] : [`${right} ${where}: ${named(list)}`];
    });
  });
  return [...general, ...groups];
}

function named(ids: readonly string[]): string {
  return ids.length === 0 ? "nobody" : ids.join(", ");
}
