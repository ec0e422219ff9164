// A sentence's dots and dashes are no part of a name, so one that ends in them could not be asked for.
export const workstationName = /^(?![._-])[A-Za-z0-9._-]{1,64}(?<![._-])$/;

// One colon is host and port; an IPv6 address has at least two.
export const networkAddress =
  /^(?!-)(?:[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f.]*(?::[0-9A-Fa-f.]*){2,}(?:%\w+)?)$/;

export const accountName = /^[^\0\r\n]{1,256}$/;

export const groupOfWorkstations = /^(?![ ._-])[A-Za-z0-9 ._-]{1,64}(?<![ ._-])$/;

/** The same for lists of workstations that stand elsewhere. */
export const listRules = {
  isName: (text: string): boolean => workstationName.test(text),
  isAddress: (text: string): boolean => networkAddress.test(text),
  isAccount: (text: string): boolean => accountName.test(text),
  isGroup: (text: string): boolean => groupOfWorkstations.test(text),
};
