import { expect } from "@playwright/test";

import { test } from "../support/fixtures";
import { eager, identify, invent, send, track } from "../support/ingest";

test("says that there are not enough outcomes yet, and keeps the question in the address", async ({ signedIn: page, ripen }) => {
  const buyer = invent("Backtested");
  await send(ripen, identify(buyer), ...eager(buyer), track(buyer, "Order Completed", { total: 50, currency: "EUR" }));
  await page.goto("/model/backtest");
  await expect(page.getByTestId("backtest-not-enough")).toBeVisible();

  await page.getByTestId("backtest-horizon").selectOption("7d");
  await expect(page).toHaveURL(/horizon=7d/);
  await page.getByTestId("backtest-outcome").selectOption("sql");
  await expect(page).toHaveURL(/outcome=sql/);
  await expect(page.getByTestId("backtest-not-enough")).toBeVisible();

  await page.reload();
  await expect(page.getByTestId("backtest-horizon")).toHaveValue("7d");
  await expect(page.getByTestId("backtest-outcome")).toHaveValue("sql");
});

test("any interaction can count as success", async ({ signedIn: page }) => {
  await page.goto("/model/backtest");
  await page.getByTestId("backtest-outcome").selectOption({ label: "An interaction …" });
  const builder = page.getByTestId("filter-builder");
  await builder.getByTestId("builder-kind").selectOption("question");
  await page.getByTestId("backtest-measure").click();
  await expect(page).toHaveURL(/outcome=question/);
  await expect(page.getByTestId("backtest")).toBeVisible();
});
