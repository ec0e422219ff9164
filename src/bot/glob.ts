/**
 * Whether a name fits a pattern in which `*` stands for any characters, none too, and `?` for exactly
 * one; everything else stands for itself, upper and lower case alike. Takes at most as many steps as
 * the lengths of the two multiplied, whatever somebody wrote.
 */
export function globOf(pattern: string): (name: string) => boolean {
  const wanted = pattern.toLowerCase().replaceAll(/\*+/gu, "*");
  return (name) => fits(name.toLowerCase(), wanted);
}

function fits(name: string, pattern: string): boolean {
  let at = 0;
  let inPattern = 0;
  // Only the last star ever has to take more: what stands before it fits already.
  let star = -1;
  let taken = 0;
  while (at < name.length) {
    const one = pattern[inPattern];
    if (one === "*") {
      star = inPattern;
      taken = at;
      inPattern += 1;
    } else if (one === "?" || one === name[at]) {
      at += 1;
      inPattern += 1;
    } else if (star === -1) return false;
    else {
      taken += 1;
      at = taken;
      inPattern = star + 1;
    }
  }
  return pattern[inPattern] === "*"
    ? inPattern + 1 === pattern.length
    : inPattern === pattern.length;
}
