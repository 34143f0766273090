import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

import { read, scored } from "../support/api";
import { test } from "../support/fixtures";
import { BROWSER, eager, identify, invent, send } from "../support/ingest";
import { layoutFaults } from "../support/layout";
import { expectNotReloaded, mark } from "../support/screen";
import { ADMIN, startRipen } from "../support/server";
import { serveSite } from "../support/site";

const GUARD = { "x-ripen-request": "1" };

test("an empty installation shows the way, and its steps tick themselves as data comes", async ({ browser }) => {
  const ripen = await startRipen();
  // A browser without a window says so, and is taken for a crawler.
  const context = await browser.newContext({ baseURL: ripen.url, userAgent: BROWSER });
  const ending = [() => context.close(), () => ripen.stop()];
  try {
    const page = await context.newPage();
    expect((await page.request.post("/api/v1/session", { headers: GUARD, data: ADMIN })).status()).toBe(200);
    await page.goto("/");
    await mark(page);
    await expect(page.getByTestId("step-data")).toHaveAttribute("data-done", "false");
    for (const width of [390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => layoutFaults(page), `at ${width}`).toEqual([]);
    }
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await expect(page.getByTestId("step-model")).toHaveAttribute("data-done", "false");
    await expect(page.getByTestId("start-business")).toHaveAttribute("aria-pressed", "false");
    // To choose what came by itself is a choice too, and one that every browser knows of.
    await page.getByTestId("start-business").click();
    await expect(page.getByTestId("start-business")).toHaveAttribute("aria-pressed", "true");
    await page.evaluate("localStorage.clear()");
    await page.reload();
    await mark(page);
    await expect(page.getByTestId("step-model")).toHaveAttribute("data-done", "true");

    await page.getByTestId("start-shop").click();
    await expect(page.getByTestId("start-shop")).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByTestId("step-model")).toHaveAttribute("data-done", "true");
    expect((await read<{ name: string }>(page, "/model")).name).toBe("Shop");

    await page.getByTestId("make-browser").click();
    const snippet = await page.getByTestId("new-key").getByTestId("copy-text").nth(1).innerText();
    const site = await serveSite(`<!doctype html><title>Fishing rods</title>${snippet}`);
    ending.push(site.stop);
    const visitor = await context.newPage();
    await visitor.goto(site.url);

    await expect(page.getByTestId("step-data")).toHaveAttribute("data-done", "true");
    await expect(page.getByTestId("person-row")).toHaveCount(1);
    await visitor.evaluate("ripen('identify', { traits: { email: 'jana@firma.example', name: 'Jana Malá' } })");
    await expect(page.getByTestId("person-row")).toContainText("Jana Malá");
    await page.getByTestId("steps-done").click();
    await expect(page.getByTestId("first-steps")).toHaveCount(0);
    await expectNotReloaded(page);

    await page.reload();
    await expect(page.getByTestId("person-row")).toHaveCount(1);
    await expect(page.getByTestId("first-steps")).toHaveCount(0);
  } finally {
    for (const end of ending) await end();
  }
});

test("a model begins as one that is shipped", async ({ signedIn: page, ripen }) => {
  // Where there are people, it is asked first.
  const person = invent("Scored");
  await send(ripen, identify(person), ...eager(person));
  await scored(page, person.email);
  await page.goto("/model");
  await page.getByTestId("models-menu").click();
  await page.getByTestId("model-create").click();
  await page.getByTestId("model-name").fill("Web shop");
  await page.getByTestId("model-begin").selectOption("shop");
  try {
    await page.getByTestId("model-create-confirm").click();
    await expect(page).toHaveURL(/model=web_shop/);
    expect((await read<{ name: string }>(page, "/model?model=web_shop")).name).toBe("Shop");

    const { text } = await read<{ text: string }>(page, "/model/draft?model=web_shop");
    const put = await page.request.put("/api/v1/model/draft?model=web_shop", { headers: GUARD, data: { revision: 0, text: `${text}\n# Mine\n` } });
    expect(put.status()).toBe(200);
    await expect(page.getByTestId("publish")).toBeEnabled();

    await page.getByTestId("models-menu").click();
    await page.getByTestId("model-start").click();
    await expect(page.getByTestId("start-shop")).toHaveAttribute("aria-pressed", "true");
    await page.getByTestId("start-consumer").click();
    expect((await read<{ name: string }>(page, "/model?model=web_shop")).name).toBe("Shop");
    await expect(page.getByTestId("start-ask")).toContainText("There is a draft");
    await page.getByTestId("start-confirm").click();
    await expect(page.getByTestId("start-confirm")).toHaveCount(0);
    expect((await read<{ name: string }>(page, "/model?model=web_shop")).name).toBe("Consumers");
    const main = page.getByRole("main");
    await expect(main).toContainText(/Consumers · version \d+ is in force/);
    await expect(page.getByTestId("older-draft")).toContainText("Consumers");
    await page.getByTestId("publish").click();
    await expect(page.getByTestId("change").first()).toBeVisible();
    await page.getByTestId("publish-confirm").click();
    await expect(page.getByTestId("older-draft")).toHaveCount(0);
    await expect(main).toContainText(/Version \d+ is published and in force/);
    expect((await read<{ name: string }>(page, "/model?model=web_shop")).name).toBe("Shop");
  } finally {
    await ripen.command(["model", "retire", "web_shop"]);
  }
});
