const hour = 60;
const day = 24 * hour;

/** `every hour`, `every 2 days`, `every 90 minutes`. */
export function often(minutes: number): string {
  const [size, unit] =
    minutes % (7 * day) === 0
      ? [7 * day, "week"]
      : minutes % day === 0
        ? [day, "day"]
        : minutes % hour === 0
          ? [hour, "hour"]
          : [1, "minute"];
  const number = minutes / size;
  return number === 1 ? `every ${unit}` : `every ${number} ${unit}s`;
}
