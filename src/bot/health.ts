/** Whether a platform can be heard now. */
export interface Health {
  readonly ok: boolean;
  /** For the keeper: `2 of 2 sockets`. Never a secret. */
  readonly says: string;
  /** Since when it is so. */
  readonly since: Date;
}
