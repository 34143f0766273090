/** The parts of the path of a change: what it is about, its name, and the field. */
export interface ChangePath {
  what: string;
  name: string | null;
  field: string | null;
}

/** Reads paths such as `engagement rule "Pricing page" / points`, `temperature / hot_from` and `name`. */
export function readPath(path: string): ChangePath {
  const match = /^([^"/]*?)\s*(?:"((?:[^"\\]|\\.)*)")?\s*(?:\/\s*(.*))?$/.exec(path);
  if (!match?.[1]) return { what: path, name: null, field: null };
  return { what: match[1], name: match[2]?.replaceAll(/\\(.)/g, '$1') ?? null, field: match[3] ?? null };
}
