import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { scored } from "../support/api";
import { addCondition, openBuilder } from "../support/builder";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const viewport of SIZES) {
  test.describe(`at ${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    test("sign-in is accessible and fits", async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("button", { name: /sign in/i })).toBeVisible();
      await expectGood(page);
    });

    test("Today is accessible and fits", async ({ signedIn: page, ripen }) => {
      const person = invent("Listed");
      await send(ripen, identify(person), ...eager(person));
      await scored(page, person.email);
      await page.goto("/");
      await expect(page.getByTestId("person-row").first()).toBeVisible();
      await expectGood(page);
    });

    test("the filter builder is accessible and fits", async ({ signedIn: page }) => {
      const filter = 'temperature = hot and (title has any ("CEO") or count(page where path ~ "/x*", last 7 days) >= 2)';
      await page.goto(`/?filter=${encodeURIComponent(filter)}`);
      const builder = await openBuilder(page);
      await addCondition(page, builder, "Country");
      await expectGood(page);
    });

    test("buying signals are accessible and fit", async ({ signedIn: page }) => {
      await page.goto("/signals");
      await expect(page.getByTestId("empty-state").or(page.getByTestId("signals"))).toBeVisible();
      await expectGood(page);
    });

    test("the backtest is accessible and fits", async ({ signedIn: page }) => {
      await page.goto("/model/backtest");
      await expect(page.getByTestId("backtest")).toBeVisible();
      await expectGood(page);
    });

    test("the person is accessible and fits", async ({ signedIn: page, ripen }) => {
      const person = invent("Shown");
      await send(ripen, identify(person, { title: "Director" }), ...eager(person));
      const { id } = await scored(page, person.email);
      await page.goto(`/people/${id}`);
      await expect(page.getByTestId("timeline-item").first()).toBeVisible();
      await expectGood(page);
    });

    test("the map is accessible and fits", async ({ signedIn: page, ripen }) => {
      const person = invent("Placed");
      await send(ripen, identify(person), ...eager(person));
      await scored(page, person.email);
      await page.goto("/map");
      await expect(page.locator("canvas").first()).toBeVisible();
      await expectGood(page);
    });

    for (const tab of ["engagement", "fit", "lifecycle", "plane", "signals", "lists", "text"]) {
      test(`the model's tab ${tab} is accessible and fits`, async ({ signedIn: page }) => {
        await page.goto(`/model?tab=${tab}`);
        await expect(page.getByTestId("try-facts")).toBeVisible();
        await expect(page.getByTestId("save-state")).toBeVisible();
        await expectGood(page);
      });
    }

    test("the versions of the model are accessible and fit", async ({ signedIn: page }) => {
      await page.goto("/model/versions");
      await expect(page.getByTestId("version-row").first()).toBeVisible();
      await expectGood(page);
    });

    test("models side by side are accessible and fit", async ({ signedIn: page, ripen }) => {
      const person = invent("Beside");
      await send(ripen, identify(person, { title: "Director" }), ...eager(person));
      const { id } = await scored(page, person.email);
      const key = `sensors_${viewport.width}`;
      await ripen.command(["model", "create", key, "Sensors and gateways"]);
      try {
        await page.goto(`/people/${id}?model=${key}`);
        await expect(page.getByTestId("model-standing")).toHaveCount(2);
        await expectGood(page);
        await page.goto(`/?model=${key}`);
        await expect(page.getByTestId("model-picker")).toHaveValue(key);
        await expectGood(page);
        await page.goto(`/model?model=${key}`);
        await page.getByTestId("models-menu").click();
        await page.getByTestId("model-create").click();
        await expect(page.getByTestId("model-name")).toBeVisible();
        await expectGood(page);
      } finally {
        await ripen.command(["model", "retire", key]);
      }
    });

    test("keys are accessible and fit", async ({ signedIn: page }) => {
      await page.goto("/keys");
      await expect(page.getByTestId("key-row").first()).toBeVisible();
      await page.getByTestId("key-create").click();
      await expect(page.getByTestId("new-key")).toBeVisible();
      await expectGood(page);
    });

    test("jobs are accessible and fit", async ({ signedIn: page }) => {
      await page.goto("/jobs");
      await expect(page.getByTestId("queue-prompt")).toBeVisible();
      await expectGood(page);
    });

    test("bad events are accessible and fit", async ({ signedIn: page, ripen }) => {
      await send(ripen, { type: "no-such-type", messageId: crypto.randomUUID() });
      await page.goto("/bad-events");
      await expect(page.getByTestId("bad-event-row").first()).toBeVisible();
      await expectGood(page);
    });
  });
}

test.describe("by keyboard on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a page begins at its heading, and the closed menu at its button", async ({ signedIn: page, ripen }) => {
    const person = invent("Opened");
    await send(ripen, identify(person), ...eager(person));
    await scored(page, person.email);
    await page.goto(`/?filter=${encodeURIComponent(`email = "${person.email}"`)}`);
    await page.getByTestId("person-row").getByRole("link", { name: person.name }).press("Enter");
    await expect(page.getByTestId("person-name")).toBeFocused();

    await page.getByTestId("burger").press("Enter");
    await page.getByRole("link", { name: "Lifecycle Map" }).focus();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("burger")).toBeFocused();
  });
});

async function expectGood(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
  expect(found, "accessibility violations").toEqual([]);

  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "pixels the page is wider than the screen").toBeLessThanOrEqual(0);
}
