import type { LikelyProduct, Origin, ProductHint } from "#checks/restart-files/origin.ts";
import { quote } from "../legible.ts";
import type { Evidence, EvidenceRow, Line } from "../reply.ts";
import { unseenWords } from "./unseen.ts";

/** Who left the pair behind, in one line, as likelihood; nothing when nothing speaks for anybody. */
export function sayOrigin(origin: Origin | undefined): Line[] {
  if (origin === undefined) return [];
  const [product] = origin.products;
  const family = familyWords[origin.family];
  if (product === undefined) {
    return family === undefined
      ? []
      : [[`${origin.likelihood === "likely" ? "Probably" : "Possibly"} left by ${family}.`]];
  }
  const how = product.likelihood === "likely" ? "Probably" : "Possibly";
  return [
    [
      `${how} left by the setup of `,
      quote(product.name),
      ...(family === undefined ? [] : [`, ${family}`]),
      ".",
    ],
  ];
}

/** What the likelihood rests on. */
export function originEvidence(origin: Origin | undefined): Evidence[] {
  if (origin === undefined) return [];
  const rows: EvidenceRow[] = [
    ...origin.products.map(productRow),
    ...origin.because.map((path) => ({ quote: quote(path).quote, says: ["is there"] })),
    ...origin.unseen.map(({ what, why }) => ({
      says: [`Not seen: ${whatWords[what]}, ${unseenWords[why]}.`],
    })),
  ];
  return rows.length === 0 ? [] : [{ title: "Who may have left them", rows }];
}

function productRow({ name, because, likelihood, path }: LikelyProduct): EvidenceRow {
  const pointer: Line = path === undefined ? [] : [": ", quote(path)];
  return { quote: quote(name).quote, says: [`${likelihood}, ${hintWords[because]}`, ...pointer] };
}

const familyWords: Readonly<Record<Origin["family"], string | undefined>> = {
  "visual-basic": "a setup made with Visual Basic",
  "setup-toolkit": "a setup made with Microsoft's Setup Toolkit",
  "sms-convention": "a setup that leaves its restart to the Package Command Manager",
  unknown: undefined,
};

const hintWords: Readonly<Record<ProductHint, string>> = {
  "install-folder": "the batch works in its folder",
  "visual-basic-setup": "it is removed by the program that Visual Basic's setups install",
  "named-in-path": "a folder that the batch works in has its name",
  "same-day": "it was installed on the day on which the batch was last written",
};

const whatWords: Readonly<Record<Origin["unseen"][number]["what"], string>> = {
  traces: "what such setups leave beside the two files",
  programs: "the list of installed programs",
};
