const LONGEST = 32;

/** A key made of a name: its letters without marks, in lower case, and _ for the rest. */
export function slug(name: string): string {
  const plain = name
    .replaceAll(/[ıİ]/g, 'i')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
  return plain.replaceAll(/^_+|_+$/g, '').slice(0, LONGEST);
}
