export interface KeyWords {
  /** Goes on after "must be". */
  readonly must: string;
  /** A line that can be written into the file. */
  readonly example: string;
}

export const port: KeyWords = { must: "a whole number from 1 to 65535", example: "port: 22" };

export function file(key: string, name: string): KeyWords {
  return { must: "the path of a file", example: `${key}: ${name}` };
}

export const groupName: KeyWords = {
  must: "text of at most 64 letters (a to z), digits, blanks, '-', '_' or '.', the last four only between others",
  example: "lab",
};
