import { expect } from "@playwright/test";

import { scored } from "../support/api";
import { addCondition, filterText, openBuilder } from "../support/builder";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";
import { row } from "../support/screen";

test("a filter is built by keyboard, counted, and used", async ({ signedIn: page, ripen }) => {
  const [wanted, other] = [invent("Built"), invent("Unbuilt")];
  await send(ripen, identify(wanted, { title: "Refrigeration Wizard" }), ...eager(wanted), identify(other), ...eager(other));
  await scored(page, wanted.email);
  await scored(page, other.email);
  await page.goto("/");

  const builder = await openBuilder(page);
  const condition = await addCondition(page, builder, "Job title");
  await condition.getByRole("combobox", { name: "Value" }).fill("Refrigeration Wizard");

  await expect.poll(() => filterText(page)).toBe('title = "Refrigeration Wizard"');
  await expect(builder.getByTestId("builder-total")).toContainText("1 person");
  await page.getByTestId("builder-show").click();
  await expect(row(page, wanted.name)).toBeVisible();
  await expect(row(page, other.name)).toHaveCount(0);
});

test("text and builder follow each other", async ({ signedIn: page }) => {
  await page.goto(`/?filter=${encodeURIComponent("temperature = hot and (fit > 20 or not country = \"TR\")")}`);
  const builder = await openBuilder(page);
  await expect(builder.getByTestId("builder-row")).toHaveCount(3);
  await expect(builder.getByTestId("builder-group")).toHaveCount(2);

  await builder.getByTestId("builder-join").last().selectOption("all");
  await expect.poll(() => filterText(page)).toBe('temperature = hot and (fit > 20 and not country = "TR")');

  await page.getByTestId("filter-box").fill("count(page where path ~ \"/pricing*\", last 7 days) >= 2");
  await expect(builder.getByTestId("builder-kind")).toHaveValue("page");
  await builder.getByTestId("builder-kind").selectOption("order");
  await expect.poll(() => filterText(page)).toBe('count(order where path ~ "/pricing*", last 7 days) >= 2');
});

test("what the builder did can be undone", async ({ signedIn: page }) => {
  await page.goto(`/?filter=${encodeURIComponent("fit > 20 and engagement > 10")}`);
  const builder = await openBuilder(page);
  await builder.getByTestId("builder-remove").last().click();
  await expect.poll(() => filterText(page)).toBe("fit > 20");

  await page.getByTestId("builder-undo").click();
  await expect.poll(() => filterText(page)).toBe("fit > 20 and engagement > 10");
  await expect(builder.getByTestId("builder-row")).toHaveCount(2);
});

test("a text that cannot be read is explained, and the builder waits", async ({ signedIn: page }) => {
  await page.goto("/?filter=fit%20%3E%2020");
  const builder = await openBuilder(page);
  await page.getByTestId("filter-box").fill("fit > 20 and temprature = hot");
  await expect(builder.getByTestId("filter-problem")).toBeVisible();
  await expect(builder.getByTestId("builder-row")).toHaveCount(1);

  await page.getByTestId("filter-box").fill("fit > 20 and temperature = hot");
  await expect(builder.getByTestId("filter-problem")).toHaveCount(0);
  await expect(builder.getByTestId("builder-row")).toHaveCount(2);
});
