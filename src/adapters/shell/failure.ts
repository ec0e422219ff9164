import { literal } from "./literal.ts";

/**
 * Why a command could not go on, as lines for people: the error's words and those of its causes. A
 * mistake in the program, which nobody can mend from here, comes with its stack.
 */
export function dressFailure(error: unknown): string {
  const chain = causesOf(error);
  const words = chain.map((one) => (one instanceof Error ? one.message : String(one)));
  // Many messages end with their cause's own.
  const lines = words.filter((line, at) => !words.slice(0, at).some((said) => said.includes(line)));
  const bug = chain.find(isBug);
  const all = [...lines, ...(bug?.stack === undefined ? [] : [bug.stack])];
  // Some of them are words of the other side.
  return `${all
    .map((text) =>
      text
        .split("\n")
        .map((line) => literal(line))
        .join("\n"),
    )
    .join("\n  ")}\n`;
}

/** Longer chains than this are loops or noise. */
const longest = 5;

function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one !== undefined && chain.length < longest; ) {
    chain.push(one);
    one = one instanceof Error ? one.cause : undefined;
  }
  return chain;
}

/** `fetch` rejects with a TypeError as well, but always names its cause. */
function isBug(error: unknown): error is Error {
  const native = [TypeError, RangeError, ReferenceError, SyntaxError];
  return (
    error instanceof Error &&
    error.cause === undefined &&
    native.some((kind) => error instanceof kind)
  );
}

/** A library's own words often do not say which platform they are about. */
export async function beginning<Running>(
  platform: string,
  starting: Promise<Running>,
): Promise<Running> {
  try {
    return await starting;
  } catch (cause) {
    const mend = "What is wrong with it, and how to mend it, says: whyreboot doctor";
    throw new Error(`${platform} could not be started. ${mend}`, { cause });
  }
}
