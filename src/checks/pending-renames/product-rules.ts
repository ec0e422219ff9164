import { antivirusRules } from "./antivirus-rules.ts";
import { browserRules } from "./browser-rules.ts";
import type { ProductRule } from "./product-rule.ts";
import { programRules } from "./program-rules.ts";
import { temporaryRules, windowsRules } from "./windows-rules.ts";

/** The first rule that fits a path counts: what a product owns before what all share. */
export const productRules: readonly ProductRule[] = [
  ...browserRules,
  ...antivirusRules,
  ...programRules,
  ...windowsRules,
  ...temporaryRules,
];
