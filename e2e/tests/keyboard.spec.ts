import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";
import { openList } from "../support/screen";

test("the palette leads to a screen and to a person, and Escape leaves it", async ({ signedIn: page, ripen }) => {
  const person = invent("Sought");
  await send(ripen, identify(person), ...eager(person));
  await scored(page, person.email);
  await page.goto("/");
  await page.getByTestId("palette-open").waitFor();
  await page.keyboard.press("Control+k");
  const box = page.getByTestId("palette-box");
  await expect(box).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await box.fill("lifecycle map");
  await expect(page.getByTestId("palette-choice")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/map$/);
  await expect(box).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await box.fill("worth a call");
  await expect(page.getByTestId("palette-choice").first()).toContainText("Customers worth a call");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/\?section=worth_a_call$/);
  await page.keyboard.press("Control+k");
  await box.fill("model fit");
  await expect(page.getByTestId("palette-choice").first()).toContainText("Fit");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/model\?tab=fit$/);

  await page.keyboard.press("Control+k");
  await box.fill(person.email);
  await expect(page.getByTestId("palette-choice")).toHaveText(new RegExp(person.name));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("person-name")).toHaveText(person.name);
});

test("a slash leads to the filter, and what is typed there is no command", async ({ signedIn: page }) => {
  await page.goto("/");
  const box = page.getByTestId("filter-box");
  await box.waitFor();
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await page.keyboard.type("/j?k");
  await expect(box).toHaveValue("/j?k");
  await expect(page.getByTestId("keys-help")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(box).not.toBeFocused();
});

test("j and k go through the list, Enter opens", async ({ signedIn: page, ripen }) => {
  const people = ["Alpha", "Beta", "Gamma"].map(invent);
  await send(ripen, ...people.flatMap((person) => [identify(person), ...eager(person)]));
  await Promise.all(people.map(({ email }) => scored(page, email)));
  await openList(page, people);
  const rows = page.getByTestId("person-row");
  await expect(rows).toHaveCount(3);
  const link = (place: number) => page.locator(`[aria-posinset="${place}"]`).getByRole("link").first();
  await page.keyboard.press("j");
  await expect(link(1)).toBeFocused();
  await page.keyboard.press("j");
  await expect(link(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(link(1)).toBeFocused();
  const name = await link(1).textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("person-name")).toHaveText(name ?? "");
});

test("a question mark tells the keys, and Escape closes helps", async ({ signedIn: page }) => {
  await page.goto("/");
  await page.getByTestId("filter-box").waitFor();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog");
  await expect(help).toContainText("Ctrl");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);

  await page.getByTestId("filter-help").click();
  await expect(page.getByTestId("filter-examples")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("filter-examples")).toHaveCount(0);
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}
