/** What stands in a style sheet, by its path from `src`; the test runner gives none of it to an import. */
export async function cssText(path: string): Promise<string> {
  // Tests run on Node, whose types the application does not have.
  const module = 'node:fs/promises';
  const { readFile } = (await import(/* @vite-ignore */ module)) as { readFile: (path: string, encoding: string) => Promise<string> };
  return readFile(`src/${path}`, 'utf8');
}
