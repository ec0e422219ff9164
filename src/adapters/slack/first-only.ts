import type { Logger } from "pino";
import type { Claims } from "#bot/cases.ts";

/** Slack repeats deliveries; a claim store that fails must not lose the only one. */
export function firstOnly(claims: Claims, log: Logger): (key: string) => Promise<boolean> {
  return async (key) => {
    try {
      return await claims.claim(key);
    } catch (error) {
      log.error({ err: error, key }, "Whether a delivery came before is not known");
      return true;
    }
  };
}
