/** One part of a multipart body that holds a file. */
export interface FilePart {
  /** Of the field: `files[0]`. */
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A multipart body, read by Node's own reader; its other fields are text. */
export async function readMultipart(
  type: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly files: FilePart[] }> {
  // oxlint-disable-next-line typescript/no-deprecated -- for servers that strangers reach; this is a test's
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const fields: Record<string, string> = {};
  const files: FilePart[] = [];
  for (const [field, value] of form) {
    if (typeof value === "string") fields[field] = value;
    else files.push({ field, name: value.name, bytes: await value.bytes() });
  }
  return { fields, files };
}

export function isMultipart(type: string | undefined): type is string {
  return type?.startsWith("multipart/form-data;") === true;
}
