const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes of the word, or of the single sign, that begins at an offset in bytes of UTF-8. */
export function wordLength(text: string, offset: number): number {
  const rest = decoder.decode(encoder.encode(text).subarray(Math.max(0, offset)));
  const word = /^(?:[\p{L}\p{N}_.]+|\S)/u.exec(rest)?.[0] ?? '';
  return encoder.encode(word).length;
}
