/** The words of a text as they are compared: without case, and without marks that not every keyboard has. */
function words(text: string, language: string): string[] {
  return text.toLocaleLowerCase(language).normalize('NFD').replaceAll(/\p{M}/gu, '').split(/\s+/u).filter(Boolean);
}

/** Whether each word that was typed begins a word of a name. */
export function fits(name: string, typed: string, language: string): boolean {
  const known = words(name, language);
  return words(typed, language).every((part) => known.some((word) => word.startsWith(part)));
}
