import { type Page, expect } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";
import { ADMIN } from "../support/server";

/** Chooses somebody, and waits until that is kept: a page that is left at once takes its request along. */
async function choose(page: Page, email: string): Promise<void> {
  const kept = page.waitForResponse((response) => response.url().includes("/owner") && response.request().method() === "PUT");
  await page.getByTestId("owner").selectOption(email);
  expect((await kept).ok()).toBe(true);
}

test("somebody becomes the owner of a person, and finds them among their own", async ({ signedIn: page, ripen }) => {
  const person = invent("Owned");
  await send(ripen, identify(person), ...eager(person));
  const { id } = await scored(page, person.email);
  await page.goto(`/people/${id}`);
  const owner = page.getByTestId("owner");
  await expect(owner).toHaveValue("");
  await choose(page, ADMIN.email);
  await expect(owner).toHaveValue(ADMIN.email);
  await page.reload();
  await expect(owner).toHaveValue(ADMIN.email);

  await page.goto("/");
  await page.getByTestId("preset-mine").click();
  const row = page.locator(`[data-person="${id}"]`);
  await expect(row.getByTestId("row-owner")).toBeVisible();
  await expect(page.getByTestId("filter-box")).toHaveValue(`owner = "${ADMIN.email}"`);

  await row.getByRole("link", { name: person.name }).click();
  await choose(page, "");
  await page.goto("/");
  await page.getByTestId("preset-mine").click();
  await expect(row).toHaveCount(0);
});
