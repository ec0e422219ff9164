import { randomInt } from "node:crypto";

// Crockford's base 32: no I, L, O or U, so that an id survives being read out on the phone.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `K7Q2-MD4X`: forty random bits. */
export function newCaseId(): string {
  return `${randomText(4)}-${randomText(4)}`;
}

/** Eighty random bits in lower case: nobody guesses the offer of a case that they cannot see. */
export function newOfferId(): string {
  return randomText(16).toLowerCase();
}

/** A case id as people type it: any case, with or without the hyphen, O for 0, I or L for 1. */
export function readCaseId(written: string): string | undefined {
  const letters = written
    .trim()
    .toUpperCase()
    .replaceAll("-", "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  return /^[0-9A-HJKMNP-TV-Z]{8}$/u.test(letters)
    ? `${letters.slice(0, 4)}-${letters.slice(4)}`
    : undefined;
}

function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
