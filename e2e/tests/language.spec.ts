import { expect } from "@playwright/test";

import { test } from "../support/fixtures";

const LANGUAGES = [
  { code: "tr", today: "Bugün" },
  { code: "cs", today: "Dnes" },
  { code: "en", today: "Today" },
];

test("the language is switched at once and remembered", async ({ signedIn: page }) => {
  await page.goto("/");
  for (const { code, today } of LANGUAGES) {
    await page.getByTestId("language-switch").getByText(code.toUpperCase(), { exact: true }).click();
    await expect(page.getByRole("link", { name: today })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", code);

    await page.reload();
    await expect(page.getByRole("link", { name: today })).toBeVisible();
  }
});

test("the first language is the browser's", async ({ browser, ripen }) => {
  const context = await browser.newContext({ locale: "cs-CZ", baseURL: ripen.url });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "cs");
  await context.close();
});
