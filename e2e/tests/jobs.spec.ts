import { expect } from "@playwright/test";

import { test } from "../support/fixtures";

test("an administrator sees from the navigation how the queues stand, and chooses which jobs are listed", async ({ signedIn: page }) => {
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Jobs" }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(page).toHaveTitle("Jobs · Ripen");
  await expect(page.getByTestId("queue-prompt")).toContainText("Short jobs");
  await expect(page.getByTestId("queue-long").getByTestId("queue-lag")).toBeVisible();
  // A new server has done nothing that could have failed.
  await expect(page.getByTestId("jobs-dead")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByTestId("empty-state")).toContainText("Nothing has failed");

  await page.getByTestId("jobs-cancelled").click();
  await expect(page).toHaveURL(/\/jobs\?state=cancelled$/);
  await expect(page.getByTestId("empty-state")).toContainText("Nothing was called off");
});

test("the list is read anew by itself", async ({ signedIn: page }) => {
  const asked = () => page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/v1/jobs");
  const first = asked();
  await page.goto("/jobs");
  expect((await first).status()).toBe(200);
  expect((await asked()).status()).toBe(200);
});
