import type { z } from "zod";
import { furnish } from "./furnish.ts";
import type { MachineDescription } from "./machine-schema.ts";
import { machineSchema } from "./machine-schema.ts";
import type { FileFault, MachineYaml } from "./machine-yaml.ts";
import { readMachineYaml } from "./machine-yaml.ts";
import { readRegistryText } from "./registry-text.ts";
import type { PracticeWindows } from "./windows.ts";

/** A machine that is written down in a file. */
export interface MachineFile {
  readonly name: string;
  readonly described: MachineDescription;
  /** The machine itself, anew with every call. */
  furnish(): PracticeWindows;
  /** The file's `expect`; throws, with the file and the line, when it does not fit. */
  expected<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

/** Throws every fault of the text with the file's name and the line. */
export function readMachineFile(name: string, text: string): MachineFile {
  const yaml = readMachineYaml(text);
  complain(name, yaml.faults);
  const described = checked(machineSchema, { name, yaml, value: yaml.value, below: [] });
  complain(name, registryFaults(described, yaml));
  return {
    name,
    described,
    furnish: () => {
      try {
        return furnish(described);
      } catch (cause) {
        throw new Error(`${name} cannot be furnished`, { cause });
      }
    },
    expected: (schema) =>
      checked(schema, { name, yaml, value: described.expect ?? {}, below: ["expect"] }),
  };
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  {
    name,
    yaml,
    value,
    below,
  }: {
    readonly name: string;
    readonly yaml: MachineYaml;
    readonly value: unknown;
    readonly below: readonly PropertyKey[];
  },
): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap((issue) =>
    placesOf(issue).map((place) => ({
      line: yaml.lineOf([...below, ...place]),
      says: `${[...below, ...place].map(String).join(".")}: ${issue.message}`,
    })),
  );
  complain(name, faults);
  throw new Error(`${name} is not a machine`);
}

/** An unknown key is told by the group that it stands in. */
function placesOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => [...issue.path, key])
    : [issue.path];
}

/** The text begins on the line after its key, as a block (`registry: |`). */
function registryFaults({ registry }: MachineDescription, yaml: MachineYaml): FileFault[] {
  const first = yaml.lineOf(["registry"]);
  return readRegistryText(registry).faults.map(({ line, says }) => ({ line: first + line, says }));
}

function complain(name: string, faults: readonly FileFault[]): void {
  if (faults.length === 0) return;
  throw new Error(faults.map(({ line, says }) => `${name}:${line}: ${says}`).join("\n"));
}
