const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Cuts a filter around the part a problem is about. Offset and length count
 * bytes of UTF-8, as the server does; a problem at the very end marks the place
 * after the text.
 */
export function splitAt(text: string, offset: number, length: number): [string, string, string] {
  const bytes = encoder.encode(text);
  const start = Math.min(Math.max(0, offset), bytes.length);
  const end = Math.min(start + Math.max(0, length), bytes.length);
  const part = (from: number, to: number) => decoder.decode(bytes.subarray(from, to));
  return [part(0, start), part(start, end), part(end, bytes.length)];
}
