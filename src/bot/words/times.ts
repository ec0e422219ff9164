const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

/** `2026-11-22 08:55 UTC`. */
export function when(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** `08:55 UTC` on the day of the question, else the whole time. */
export function timeOfDay(iso: string, askedAt: string): string {
  return iso.slice(0, 10) === askedAt.slice(0, 10) ? `${iso.slice(11, 16)} UTC` : when(iso);
}

/** `23 days ago`; undefined where two clocks disagree so much that it would be in the future. */
export function ago(iso: string, askedAt: string): string | undefined {
  const passed = Date.parse(askedAt) - Date.parse(iso);
  if (!(passed >= 0)) return undefined;
  if (passed < hour) return "less than an hour ago";
  const [number, unit] = passed < day ? [passed / hour, "hour"] : [passed / day, "day"];
  const whole = Math.floor(number);
  return `${whole} ${unit}${whole === 1 ? "" : "s"} ago`;
}
