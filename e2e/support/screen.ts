import { expect, type Locator, type Page } from "@playwright/test";

import type { Invented } from "./ingest";

/** The row of a person in a list, by the person's name. */
export function row(page: Page, name: string): Locator {
  return page.getByTestId("person-row").filter({ hasText: name });
}

/** The names' order in the list, from the top. */
export async function order(page: Page, names: string[]): Promise<string[]> {
  const rows = await page.getByTestId("person-row").evaluateAll((nodes) =>
    nodes.map((node) => ({ place: Number(node.getAttribute("aria-posinset")), text: node.textContent ?? "" })),
  );
  rows.sort((one, other) => one.place - other.place);
  return rows.flatMap(({ text }) => names.filter((name) => text.includes(name)));
}

/** Opens the list narrowed to some people, so that those of other tests are out of the way. */
export async function openList(page: Page, people: Invented[]): Promise<void> {
  const emails = people.map(({ email }) => `"${email}"`).join(", ");
  await page.goto(`/?filter=${encodeURIComponent(`email in (${emails})`)}`);
  await expect(page.getByTestId("tiles")).toBeVisible();
}

/** Writes a filter into the box and applies it. */
export async function filter(page: Page, text: string): Promise<void> {
  const box = page.getByRole("search").getByRole("textbox");
  await box.fill(text);
  await box.press("Enter");
}

/** Leaves a mark that a reload of the page would wipe out. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
}

/** Fails when the page has been reloaded since it was marked. */
export async function expectNotReloaded(page: Page): Promise<void> {
  expect(await page.evaluate(() => "notReloaded" in globalThis), "the page was not reloaded").toBe(true);
}
