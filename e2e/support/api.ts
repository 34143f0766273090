import { expect, type Page } from "@playwright/test";

interface PersonSummary {
  id: string;
  name: string | null;
  fit: number;
  engagement: number;
}

/** Reads from the API as the browser of the page would. */
export async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.status(), `GET ${path}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}

/** Waits until the person with this e-mail address has a score. */
export async function scored(page: Page, email: string): Promise<PersonSummary> {
  const filter = encodeURIComponent(`email = "${email}"`);
  let person: PersonSummary | undefined;
  await expect
    .poll(async () => {
      const { items } = await read<{ items: PersonSummary[] }>(page, `/people?filter=${filter}`);
      person = items[0];
      return person?.engagement ?? 0;
    }, `${email} has a score`)
    .toBeGreaterThan(0);
  return person as PersonSummary;
}
