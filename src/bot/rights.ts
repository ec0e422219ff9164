import type { Inventory, Person } from "./ports.ts";

export const rightNames = ["ask", "sweep", "clear", "undo", "approve", "audit"] as const;

/** `sweep` asks about many workstations at once; `undo` puts back what was removed; `approve` is a second yes; `audit` reads what happened. */
export type Right = (typeof rightNames)[number];

/** Who has a right, as ids of the platforms. An empty list means nobody. */
type RightLists = Readonly<Partial<Record<Right, readonly string[]>>>;

/** Who may do what. Where `sweep`, `undo` or `audit` is left out, it is as `clear`; `approve` is nobody then. */
export interface Rights extends RightLists {
  readonly ask: readonly string[];
  readonly clear: readonly string[];
  /** By group of workstations: these lists stand there in place of the general ones. */
  readonly groups?: Readonly<Record<string, RightLists>>;
}

/** What rights are decided by. */
export interface Policy {
  readonly rights: Rights;
  readonly inventory: Inventory;
}

/** Without a workstation: whether the person has the right anywhere. */
export interface Wanted {
  readonly right: Right;
  /** As the inventory spells it. */
  readonly workstation?: string;
}

/** `cannot-tell` is never a yes: a role source that fails denies, and the person hears why. */
export type Allowed = "yes" | "no" | "cannot-tell";

/**
 * While a list of workstations was never read, no workstation's groups are wholly known: then nobody
 * has a right that any group could still withhold.
 */
export async function may(person: Person, policy: Policy, wanted: Wanted): Promise<Allowed> {
  if (wanted.workstation !== undefined && !areGroupsKnown(policy)) {
    const anywhere = await may(person, policy, { right: wanted.right });
    return anywhere === "no" ? "no" : "cannot-tell";
  }
  const answers = await Promise.all(
    listsFor(policy, wanted).map(async (ids) =>
      ids.length === 0 ? "no" : await person.holds(ids),
    ),
  );
  return answers.find((answer) => answer === "no") ?? answers.find(isDoubt) ?? "yes";
}

/**
 * The workstations that the person may ask about, in the order of the inventory; its own list when
 * these are all.
 */
export async function visibleTo(person: Person, policy: Policy): Promise<readonly string[]> {
  return await heldOn(person, policy, { right: "ask", names: policy.inventory.names() });
}

/** Those of the names on which the person surely has the right, in their order; the same list when it is all. */
export async function heldOn(
  person: Person,
  policy: Policy,
  { right, names }: { readonly right: Right; readonly names: readonly string[] },
): Promise<readonly string[]> {
  // Hundreds of thousands of workstations share a few groups, and with them the answer.
  const keys = names.map((name) => policy.inventory.groupsOf(name).join("\n"));
  const examples = new Map(keys.map((key, at) => [key, names[at] ?? ""]));
  const answers = await Promise.all(
    Array.from(examples, async ([key, workstation]) => {
      return [key, await may(person, policy, { right, workstation })] as const;
    }),
  );
  const allowed = new Set(answers.flatMap(([key, answer]) => (answer === "yes" ? [key] : [])));
  if (allowed.size === examples.size) return names;
  return names.filter((_, at) => allowed.has(keys[at] ?? ""));
}

function areGroupsKnown({ rights, inventory }: Policy): boolean {
  return rights.groups === undefined || inventory.unread().length === 0;
}

/** The inventory, of which only those names are told that the person may ask about. */
export async function shownTo(person: Person, policy: Policy): Promise<Inventory> {
  const { inventory } = policy;
  const names = await visibleTo(person, policy);
  if (names === inventory.names()) return inventory;
  const groups = new Set(names.flatMap((name) => inventory.groupsOf(name)));
  return {
    ...inventory,
    names: () => names,
    groups: () => inventory.groups().filter((group) => groups.has(group)),
    spelling: () => inventory.spelling().within(names),
  };
}

/** The lists of which a person must be in each. A workstation of two groups is held by both. */
export function listsFor(
  { rights, inventory }: Policy,
  { right, workstation }: Wanted,
): readonly (readonly string[])[] {
  const groups = rights.groups ?? {};
  const general = generalList(rights, right);
  if (workstation === undefined) {
    const anywhere = Object.values(groups).flatMap(
      (group) => groupList(rights, group, right) ?? [],
    );
    return [[...general, ...anywhere]];
  }
  const special = inventory.groupsOf(workstation).flatMap((name) => {
    const group = groups[name];
    const list = group && groupList(rights, group, right);
    return list === undefined ? [] : [list];
  });
  return special.length === 0 ? [general] : special;
}

/** Where nothing else is said of a right that rests on `clear`. */
const asClear: ReadonlySet<Right> = new Set(["sweep", "undo", "audit"]);

export function generalList(rights: Rights, right: Right): readonly string[] {
  return rights[right] ?? (asClear.has(right) ? rights.clear : []);
}

/** What a group says of a right; undefined where the general list holds in it. */
export function groupList(
  rights: Rights,
  group: RightLists,
  right: Right,
): readonly string[] | undefined {
  const inherited = asClear.has(right) && rights[right] === undefined ? group.clear : undefined;
  return group[right] ?? inherited;
}

function isDoubt(answer: Allowed): boolean {
  return answer === "cannot-tell";
}
