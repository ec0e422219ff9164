import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEvents } from "#adapters/ssh/events-xml.ts";

const event = (inner: string): string =>
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>" +
  "<Provider Name='Source'/><EventID Qualifiers='0'>4</EventID>" +
  `<TimeCreated SystemTime='2026-11-23T07:02:11Z'/></System>${inner}</Event>`;

describe("events as wevtutil prints them", () => {
  it("give the data of a classic event in their order, without names", () => {
    const text = event("<EventData><Data>Acme</Data><Data>1.0 &amp; more</Data></EventData>");

    expect(parseEvents(text)?.[0]?.data).toEqual([
      { name: "", text: "Acme" },
      { name: "", text: "1.0 & more" },
    ]);
  });

  it("give the leaves of UserData by their names", () => {
    const text = event(
      "<UserData><CbsPackage xmlns='x'><PackageIdentifier>KB5032381</PackageIdentifier></CbsPackage></UserData>",
    );

    expect(parseEvents(text)?.[0]?.data).toEqual([
      { name: "PackageIdentifier", text: "KB5032381" },
    ]);
  });

  it("survive a control character, which XML does not allow and a log may hold", () => {
    const text = event("<EventData><Data>a\u0007b\u0000</Data></EventData>");

    expect(parseEvents(text)?.[0]?.data[0]?.text).toBe("a\ufffdb\ufffd");
  });

  it("are no list at all when a time or a number is not one", () => {
    expect(parseEvents(event("").replace("07:02:11Z", "07:02:99Z"))).toBeUndefined();
    expect(parseEvents(event("").replace(">4<", ">four<"))).toBeUndefined();
  });

  it("are no list when they are larger than any answer can be, or nested without end", () => {
    expect(parseEvents(event("").repeat(20_000))).toBeUndefined();
    expect(parseEvents("<a>".repeat(100_000) + "</a>".repeat(100_000))).toBeUndefined();
  });

  it("never throw, whatever is printed", () => {
    const pieces = constantFrom("<Event>", "</Event>", "<System>", "&#x0;", "&lt", "<", "'", "x");

    assert(
      property(array(oneof(pieces, string()), { maxLength: 40 }), (parts) => {
        expect(() => parseEvents(parts.join(""))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
