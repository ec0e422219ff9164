/**
 * The address of a directory, without what may stand behind its port. A login goes there, so only an
 * encrypted connection leaves this machine. Undefined for what is none.
 */
export function readLdapUrl(
  text: string,
): { readonly text: string; readonly encrypted: boolean } | undefined {
  const url = URL.parse(text);
  if (url === null || !/^ldaps?:$/.test(url.protocol) || url.hostname === "") return undefined;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return undefined;
  }
  if (url.pathname !== "" && url.pathname !== "/") return undefined;
  const encrypted = url.protocol === "ldaps:";
  const here = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(url.hostname);
  if (!encrypted && !here) return undefined;
  return { text: `${url.protocol}//${url.host.toLowerCase()}`, encrypted };
}
