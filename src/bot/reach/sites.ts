/** Which processes reach which workstations. */
export interface Sites {
  /** Undefined for a workstation that belongs to none. The name as the inventory spells it. */
  siteOf(workstation: string): string | undefined;
  /** The site whose worker this process is; undefined: it does what belongs to none. */
  readonly here: string | undefined;
}

/** Whether this process connects to the workstation itself; without sites every process does. */
export function reaches({ sites }: { readonly sites?: Sites }, workstation: string): boolean {
  return sites === undefined || sites.siteOf(workstation) === sites.here;
}
