import { expect } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";

test("a second model is created, changed, seen everywhere, renamed and retired", async ({ signedIn: page, ripen }) => {
  const person = invent("Sided");
  await send(ripen, identify(person, { title: "Director" }), ...eager(person));
  const { id } = await scored(page, person.email);
  await page.goto("/model");
  await expect(page.getByTestId("save-state")).toBeVisible();
  await expect(page.getByTestId("model-picker"), "there is only one model").toHaveCount(0);

  await page.getByTestId("models-menu").click();
  await page.getByTestId("model-create").click();
  await page.getByTestId("model-name").fill("Čidla & co");
  await expect(page.getByTestId("model-key")).toHaveValue("cidla_co");
  await page.getByTestId("model-create-confirm").click();
  await expect(page).toHaveURL(/model\?model=cidla_co$/);
  await expect(page.getByTestId("model-picker")).toHaveValue("cidla_co");
  await expect(page.getByTestId("rescoring")).toHaveCount(0);

  // One is hot sooner in the second model.
  await page.getByTestId("tab-text").click();
  const text = page.getByTestId("model-text");
  const changed = (await text.inputValue()).replace(/^warm_from = .*$/m, "warm_from = 1").replace(/^hot_from = .*$/m, "hot_from = 10");
  await text.fill(changed);
  await page.getByTestId("publish").click();
  await page.getByTestId("publish-confirm").click();
  await expect(page.getByTestId("rescoring")).toHaveCount(0);

  await page.goto(`/?filter=${encodeURIComponent(`email = "${person.email}"`)}`);
  const row = page.getByTestId("person-row");
  await expect(row).toContainText("Warm");
  await page.getByTestId("model-picker").selectOption("cidla_co");
  await expect(page).toHaveURL(/model=cidla_co/);
  await expect(row).toContainText("Hot");

  await row.getByRole("link", { name: person.name }).click();
  await expect(page).toHaveURL(new RegExp(`/people/${id}\\?model=cidla_co$`));
  const standings = page.getByTestId("model-standing");
  await expect(standings).toHaveCount(2);
  await expect(page.getByTestId("score-lifecycle")).toContainText("Hot");
  await standings.first().click();
  await expect(page).toHaveURL(new RegExp(`/people/${id}$`));
  await expect(page.getByTestId("score-lifecycle")).toContainText("Warm");

  await page.goto("/model?model=cidla_co");
  await page.getByTestId("models-menu").click();
  await page.getByTestId("model-rename").click();
  await page.getByTestId("model-new-name").fill("Sensors");
  await page.getByTestId("model-rename-confirm").click();
  await expect(page.getByTestId("model-picker")).toContainText("Sensors");
  await page.getByTestId("models-menu").click();
  await page.getByTestId("model-retire").click();
  await page.getByTestId("model-retire-confirm").click();
  await expect(page).toHaveURL(/\/model$/);
  await expect(page.getByTestId("model-picker")).toHaveCount(0);
});
