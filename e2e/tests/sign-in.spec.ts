import { expect } from "@playwright/test";

import { test } from "../support/fixtures";
import { ADMIN } from "../support/server";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
});

test("a wrong password is refused, in words", async ({ page }) => {
  await page.getByLabel(/e-?mail/i).fill(ADMIN.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: /sign in/i }).click();

  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByTestId("tiles")).toHaveCount(0);
});

test("the administrator signs in by keyboard, stays signed in, and signs out", async ({ page }) => {
  await page.getByLabel(/e-?mail/i).fill(ADMIN.email);
  await page.getByLabel(/e-?mail/i).press("Tab");
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("tiles")).toBeVisible();

  await page.reload();
  await expect(page.getByTestId("tiles")).toBeVisible();

  await page.getByRole("button", { name: /sign out/i }).click();
  await expect(page.getByRole("button", { name: /sign in/i })).toBeVisible();
  expect((await page.request.get("/api/v1/session")).status()).toBe(401);
});

test("nothing is shown without a session", async ({ page }) => {
  await page.goto("/bad-events");
  await expect(page.getByRole("button", { name: /sign in/i })).toBeVisible();
  expect((await page.request.get("/api/v1/people")).status()).toBe(401);
});
