import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { BerReader, BerWriter } from "ldapts";

/** A directory that gives exactly these pages: for answers that slapd never gives. */
export interface LdapServer extends AsyncDisposable {
  readonly url: string;
}

/**
 * `pagesFor` tells for each search, the first one being 0, which names it gives in which page; after
 * every page but the last it says that there is more.
 */
export async function startLdapServer(
  pagesFor: (search: number) => readonly (readonly string[])[] | undefined,
): Promise<LdapServer> {
  const sockets = new Set<Socket>();
  let searches = -1;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes: Buffer) => {
      const { id, tag } = readHead(bytes);
      if (tag === bindRequest) socket.write(done(id, bindResponse));
      if (tag !== searchRequest) return;
      const page = Number(/cookie-(\d+)/u.exec(bytes.toString("latin1"))?.[1] ?? 0);
      if (page === 0) searches += 1;
      const pages = pagesFor(searches) ?? [];
      const entries = (pages[page] ?? []).map((name) => entry(id, name));
      const cookie = page + 1 < pages.length ? `cookie-${page + 1}` : "";
      socket.write(Buffer.concat([...entries, done(id, searchDone, cookie)]));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return {
    url: `ldap://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

// RFC 4511
const bindRequest = 0x60;
const bindResponse = 0x61;
const searchRequest = 0x63;
const searchEntry = 0x64;
const searchDone = 0x65;
const controls = 0xa0;
const setOf = 0x31;
/** RFC 2696 */
const pagedResults = "1.2.840.113556.1.4.319";

function readHead(bytes: Buffer): { readonly id: number; readonly tag: number } {
  const reader = new BerReader(bytes);
  reader.readSequence();
  const id = reader.readInt() ?? 0;
  return { id, tag: reader.peek() ?? 0 };
}

function entry(id: number, name: string): Buffer {
  return message(id, (writer) => {
    writer.startSequence(searchEntry);
    writer.writeString(`cn=${name},dc=example,dc=net`);
    writer.startSequence();
    writer.startSequence();
    writer.writeString("cn");
    writer.startSequence(setOf);
    writer.writeString(name);
    writer.endSequence();
    writer.endSequence();
    writer.endSequence();
    writer.endSequence();
  });
}

function done(id: number, tag: number, cookie?: string): Buffer {
  return message(id, (writer) => {
    writer.startSequence(tag);
    writer.writeEnumeration(0);
    writer.writeString("");
    writer.writeString("");
    writer.endSequence();
    if (cookie === undefined) return;
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(0);
    value.writeString(cookie);
    value.endSequence();
    writer.startSequence(controls);
    writer.startSequence();
    writer.writeString(pagedResults);
    writer.writeBuffer(value.buffer, 0x04);
    writer.endSequence();
    writer.endSequence();
  });
}

function message(id: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
}
