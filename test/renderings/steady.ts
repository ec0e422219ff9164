/**
 * A payload's text with every random id numbered in the order in which they come: of cases, of the
 * offers in buttons, of the folders for what is kept. Lengths stay, and with them what fits.
 */
export function steady(payload: string): string {
  const cases = found(payload, /Case ([0-9A-Z]{4}-[0-9A-Z]{4})\b/gu);
  const offers = found(payload, /\b([0-9a-z]{16}):[a-z]+/gu);
  const folders = found(payload, /\\[0-9A-Z]{4}-[0-9A-Z]{4}(-[0-9a-z]{6})\b/gu);
  const numbered = [
    ...cases.map((id, index) => [id, `K7Q2-MD4${index}`] as const),
    ...offers.map((id, index) => [id, `${index + 1}`.padStart(16, "0")] as const),
    ...folders.map((id, index) => [id, `-${`${index + 1}`.padStart(6, "0")}`] as const),
  ];
  return numbered.reduce((text, [id, number]) => text.replaceAll(id, number), payload);
}

function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, id = ""]) => id))];
}
