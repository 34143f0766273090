import { quoted } from './presets';

/** Most words of one search, as the server has it: with more it refuses. */
const MOST = 10;

/**
 * The filter that finds whoever has the first words of a text, whatever signs stand in it; null where it has none.
 * What is typed as a filter is one only by chance: `City Bank` and `Acme (CZ)` are names.
 */
export function searchFor(text: string): string | null {
  const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length === 0 ? null : `search = ${quoted(words.slice(0, MOST).join(' '))}`;
}
