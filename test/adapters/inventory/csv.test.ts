import { describe, expect, it } from "vitest";
import { readOnce, told } from "./reading.ts";

const whole = `name,address,port,user,groups
PC-42,pc-42.example.net,2222,desk,lab;floor 3
PC-43,,,,
`;

describe("a table", () => {
  it("says where each workstation is, and the source says the rest", async () => {
    const reading = await readOnce("csvFile", whole, { domain: "example.net", groups: ["all"] });

    expect(told(reading)).toEqual([
      "PC-42 at pc-42.example.net:2222 as desk in all, lab, floor 3",
      "PC-43 at PC-43.example.net:22 as helpdesk in all",
    ]);
  });

  it("may have no column but the names, and others that mean nothing here", async () => {
    expect(told(await readOnce("csvFile", "name\nPC-1\n\nPC-2"))).toEqual([
      "PC-1 at PC-1:22 as helpdesk",
      "PC-2 at PC-2:22 as helpdesk",
    ]);
    expect(told(await readOnce("csvFile", "Serial,Name,Room\n5CD1,PC-1,214\n5CD2,PC-2\n"))).toEqual(
      ["PC-1 at PC-1:22 as helpdesk", "PC-2 at PC-2:22 as helpdesk"],
    );
  });

  it.each([
    ["semicolons, as Excel writes it in half of Europe", 'name;groups\r\nPC-1;"lab;floor 3"\r\n'],
    ["tabs", "name\tgroups\nPC-1\tlab; floor 3\n"],
    ["a byte order mark", "\uFEFFname,groups\nPC-1,lab;floor 3\n"],
    ["quotation marks", '"name","groups"\n"PC-1","lab;floor 3"\n'],
    ["line breaks of both kinds", "name,groups\r\nPC-1,lab;floor 3\nPC-1,lab\r\n"],
    ["line breaks of old machines", "name,groups\rPC-1,lab;floor 3\r"],
    ["blanks around", "  name , groups \n  PC-1 ,  lab ; floor 3  \n"],
  ])("may be written with %s", async (_, text) => {
    expect(told(await readOnce("csvFile", text))[0]).toBe(
      "PC-1 at PC-1:22 as helpdesk in lab, floor 3",
    );
  });

  it.each([
    ["utf16le" as const, [0xff, 0xfe]],
    ["utf8" as const, [0xef, 0xbb, 0xbf]],
  ])("may be written as Windows writes it, in %s", async (encoding, mark) => {
    const bytes = Buffer.concat([Buffer.from(mark), Buffer.from("name\r\nPC-1\r\n", encoding)]);

    expect(told(await readOnce("csvFile", bytes))).toEqual(["PC-1 at PC-1:22 as helpdesk"]);
  });

  it("gives only names that fit the pattern", async () => {
    const reading = await readOnce("csvFile", "name\nPC-1\nlab-1\npc-2\n", { match: "PC-?" });

    expect(told(reading)).toEqual(["PC-1 at PC-1:22 as helpdesk", "pc-2 at pc-2:22 as helpdesk"]);
  });

  it("leaves out names that nobody could ask for, counts them and shows the first", async () => {
    const names = ["PC 1", "PC_", "Rechner-Müller", "-x", "PC-1", ";calc"];

    const reading = await readOnce("csvFile", `name\n${names.join("\n")}\n`);

    expect(told(reading)).toEqual(["PC-1 at PC-1:22 as helpdesk"]);
    expect(reading).toHaveProperty("notes", [
      '5 names were left out, since no workstation can have it or its address: "PC 1", "PC_", "Rechner-Müller", ….',
    ]);
  });
});

describe("a fault of a table", () => {
  it.each([
    ["", "is empty"],
    ["PC-1\nPC-2\n", "line 1: has no column “name”; the first line names the columns"],
    ["name,adress\nPC-1,x\n", 'line 1: has the column "adress", which is not known'],
    ["name,name\nPC-1,x\n", "line 1: has the column name twice"],
    ["name,port\nPC-1,22\nPC-2,ssh\n", 'line 3: has as its port "ssh"'],
    ["name,port\nPC-1,65536\n", 'line 2: has as its port "65536"'],
    ["name,address\nPC-1,-oProxyCommand=x\n", 'line 2: has as its address "-oProxyCommand=x"'],
    ["name,groups\nPC-1,lab;@all\n", 'line 2: has as its group "@all"'],
    ['name,user\nPC-1,"a\nb"\n', 'line 3: has as its user "a\\nb"'],
    ['name\n"PC-1\nPC-2\n', "has a quotation mark that does not fit"],
    ['name\nPC"1\n', "has a quotation mark that does not fit"],
    [`name\n"${"x".repeat(70_000)}"\n`, "is longer than 64 KiB"],
    ["name\n", "names no workstation"],
    ["name\0\nPC-1\n", "is not text"],
  ])("%.30j is told with its line", async (text, says) => {
    const faults = told(await readOnce("csvFile", text));

    expect(faults).toEqual([expect.stringContaining(says)]);
    expect(faults[0]).toMatch(/^fault: /u);
  });

  it("is told for each line, but not for thousands", async () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `PC-${at},none`).join("\n");

    expect(told(await readOnce("csvFile", `name,port\n${lines}\n`))).toHaveLength(10);
  });

  it("of another encoding says so", async () => {
    const latin = Buffer.from("name\nB\u00fcro-1\n", "latin1");

    expect(told(await readOnce("csvFile", latin))).toEqual([
      expect.stringContaining("is not text in UTF-8"),
    ]);
  });

  it("with more workstations than any helpdesk has says so", async () => {
    const lines = Array.from({ length: 200_001 }, (_, at) => `PC-${at}`).join("\n");

    expect(told(await readOnce("csvFile", `name\n${lines}\n`))).toEqual([
      "fault: names more than 200000 workstations",
    ]);
  });
});
