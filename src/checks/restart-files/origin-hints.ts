import type { WindowsPath } from "../machine.ts";
import type { Likelihood, LikelyProduct, ProductHint } from "./origin.ts";
import type { InstalledProgram } from "./origin-programs.ts";

/** One reason to think of one program. */
export interface Hint {
  readonly program: InstalledProgram;
  readonly because: ProductHint;
  readonly likelihood: Likelihood;
  readonly path?: WindowsPath;
  /** The same for all programs that the same observation points to. */
  readonly about: string;
}

const productsNamed = 3;

/**
 * The programs to name, the likeliest first, each with its best reason. An observation that points
 * to more programs than can be named tells nothing: a folder of shared parts, or the day on which
 * the machine was set up.
 */
export function likeliest(hints: readonly Hint[]): readonly LikelyProduct[] {
  const telling = [...Map.groupBy(hints, ({ about }) => about).values()].filter(
    (together) => new Set(together.map(lowerName)).size <= productsNamed,
  );
  const best = new Map<string, Hint>();
  for (const hint of telling.flat().toSorted((one, other) => rank(one) - rank(other))) {
    const name = lowerName(hint);
    if (!best.has(name)) best.set(name, hint);
  }
  return [...best.values()].slice(0, productsNamed).map((hint) => ({
    name: hint.program.name,
    because: hint.because,
    likelihood: hint.likelihood,
    ...(hint.path === undefined ? {} : { path: hint.path }),
  }));
}

function lowerName({ program }: Hint): string {
  return program.name.toLowerCase();
}

function rank({ likelihood, because }: Hint): number {
  return (likelihood === "likely" ? 0 : hintOrder.length) + hintOrder.indexOf(because);
}

/** What tells most comes first. */
const hintOrder: readonly ProductHint[] = [
  "install-folder",
  "visual-basic-setup",
  "named-in-path",
  "same-day",
];
