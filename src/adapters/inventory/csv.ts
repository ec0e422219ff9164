import { Readable } from "node:stream";
import { setImmediate as breathe } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import leven from "leven";
import type { Row, Rows, Rules, SourceFault } from "./source.ts";
import { faultAt, mostWorkstations, readPort, shown, tooMany } from "./source.ts";

const columns = ["name", "address", "port", "user", "groups"] as const;
type Column = (typeof columns)[number];

/** A line is as long as a workstation needs; one without an end would fill the memory. */
const longestRecord = 64 * 1024;
const mostFaults = 10;

/**
 * A table with a header: `name`, and if there are such columns `address`, `port`, `user` and `groups`
 * (with `;` between them). Other columns are left alone. Columns stand apart by `,`, or by `;` or a
 * tab where the header has those.
 */
export async function readCsv(text: string, rules: Rules): Promise<Rows> {
  const table: Table = { rows: [], faults: [], header: undefined };
  try {
    for await (const one of recordsOf(text)) {
      takeRecord(table, one, rules);
      if (table.rows.length > mostWorkstations) return { rows: [], faults: [tooMany], notes: [] };
      if (table.faults.length >= mostFaults || table.header === undefined) break;
      if (table.rows.length % 2_000 === 0) await breathe();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    table.faults.push(wordCsvError(error));
  }
  const { rows, faults, header } = table;
  if (header === undefined && faults.length === 0) {
    faults.push({ says: "is empty", mend: "Begin it with the line: name,address,groups" });
  }
  return { rows, faults, notes: [] };
}

interface Table {
  readonly rows: Row[];
  readonly faults: SourceFault[];
  header: ReadonlyMap<Column, number> | undefined;
}

function takeRecord(table: Table, { record, line }: NumberedRecord, rules: Rules): void {
  const { header, rows, faults } = table;
  if (header === undefined) {
    const read = readHeader(record, line);
    if ("says" in read) faults.push(read);
    else table.header = read;
    return;
  }
  const row = readRow({ header, record, rules });
  if ("says" in row) faults.push(faultAt(line, row.says, row.mend));
  else rows.push(row);
}

interface NumberedRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/** What the library gives with `info: true`. */
interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

async function* recordsOf(text: string): AsyncGenerator<NumberedRecord, void> {
  const parser = parse({
    delimiter: delimiterOf(text),
    record_delimiter: "\n",
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longestRecord,
  });
  Readable.from(slicesOf(text)).pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    yield { record, line: info.lines };
  }
}

/** So that a long file does not go through in one piece. */
function* slicesOf(text: string): Generator<string, void> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

function delimiterOf(text: string): string {
  const header = text.trimStart().split("\n", 1)[0] ?? "";
  return [",", ";", "\t"].find((one) => header.includes(one)) ?? ",";
}

function readHeader(
  record: readonly string[],
  line: number,
): ReadonlyMap<Column, number> | SourceFault {
  const written = record.map((one) => one.toLowerCase());
  const header = new Map<Column, number>();
  for (const column of columns) {
    const at = written.indexOf(column);
    const meant = written.find(
      (one) => !isColumn(one) && leven(one, column) <= 2 && one.length > 2,
    );
    if (at !== written.lastIndexOf(column)) {
      return faultAt(line, `has the column ${column} twice`, "Keep one of the two");
    }
    if (at !== -1) header.set(column, at);
    else if (meant !== undefined) {
      const says = `has the column ${shown(meant)}, which is not known`;
      return faultAt(line, says, `Did you mean "${column}"?`);
    }
  }
  if (header.has("name")) return header;
  const says = "has no column “name”; the first line names the columns";
  return faultAt(line, says, "Begin it with the line: name,address,groups");
}

function isColumn(text: string): boolean {
  return (columns as readonly string[]).includes(text);
}

interface Reading {
  readonly header: ReadonlyMap<Column, number>;
  readonly record: readonly string[];
  readonly rules: Rules;
}

function readRow({ header, record, rules }: Reading): Row | SourceFault {
  const cell = (column: Column): string => record[header.get(column) ?? -1] ?? "";
  const groups = cell("groups")
    .split(";")
    .map((group) => group.trim())
    .filter((group) => group !== "");
  const [address, port, user] = [cell("address"), cell("port"), cell("user")];
  if (address !== "" && !rules.isAddress(address)) {
    return refuse("address", address, "Write a DNS name or an IP address, without a port");
  }
  if (port !== "" && readPort(port) === undefined) {
    return refuse("port", port, "Write a whole number from 1 to 65535, or nothing");
  }
  if (user !== "" && !rules.isAccount(user)) {
    return refuse("user", user, "Write the name of an account, or nothing");
  }
  const odd = groups.find((group) => !rules.isGroup(group));
  if (odd !== undefined) return refuse("group", odd, wordGroup);
  return {
    name: cell("name"),
    ...(address === "" ? {} : { address }),
    ...(port === "" ? {} : { port: Number(port) }),
    ...(user === "" ? {} : { user }),
    groups,
  };
}

const wordGroup =
  "Write at most 64 letters (a to z), digits, blanks, '-', '_' or '.', and ';' between two groups";

function refuse(what: string, text: string, mend: string): SourceFault {
  return { says: `has as its ${what} ${shown(text)}`, mend };
}

function wordCsvError(error: CsvError): SourceFault {
  const line = typeof error["lines"] === "number" ? error["lines"] : undefined;
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return faultAt(line, "is longer than 64 KiB", "Look for a quotation mark that is not closed");
  }
  const says = "has a quotation mark that does not fit";
  return faultAt(
    line,
    says,
    'Put a cell that holds a quotation mark between two, and write it twice: "a ""b"""',
  );
}
