import { expect, it } from "vitest";
import { z } from "zod";
import { keys } from "../../src/config/keys.ts";
import { configFile } from "../../src/config/schema.ts";

it("has words for every key of the schema, and for no other", () => {
  const inSchema = pathsOf(z.toJSONSchema(configFile, { io: "input" }), "");

  expect(Object.keys(keys).toSorted()).toEqual(inSchema.toSorted());
});

const jsonSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
});

function pathsOf(schema: unknown, path: string): string[] {
  const { properties, items, additionalProperties: named } = jsonSchema.parse(schema);
  const below = Object.entries(properties).flatMap(([key, value]) =>
    pathsOf(value, path === "" ? key : `${path}.${key}`),
  );
  const inList = items === undefined ? [] : pathsOf(items, `${path}[]`);
  const underNames = z.looseObject({}).safeParse(named).success ? pathsOf(named, `${path}.*`) : [];
  return [...(path === "" ? [] : [path]), ...below, ...inList, ...underNames];
}
