import { expect, type Page } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";

/** Pixels between two places where a point is looked for. */
const STEP = 5;

test("the map shows people, and a click goes through to the person", async ({ signedIn: page, ripen }) => {
  test.slow();
  const person = invent("Mapped");
  await send(ripen, identify(person, { title: "Director" }), ...eager(person));
  await scored(page, person.email);

  await page.goto("/map");
  await expect(page.locator("canvas").first()).toBeVisible();
  await clickSomePoint(page);

  await expect(page).toHaveURL(/\/people\//);
});

/** The chart turns the pointer into a hand above a point, and only there. */
async function clickSomePoint(page: Page): Promise<void> {
  for (const canvas of await page.locator("canvas").all()) {
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) {
      continue;
    }
    for (let y = box.y + STEP; y < box.y + box.height; y += STEP) {
      for (let x = box.x + STEP; x < box.x + box.width; x += STEP) {
        await page.mouse.move(x, y);
        if (await overPoint(page, x, y)) {
          await page.mouse.click(x, y);
          return;
        }
      }
    }
  }
  throw new Error("there is no point on the map");
}

async function overPoint(page: Page, x: number, y: number): Promise<boolean> {
  return page.evaluate(
    ([left, top]) => {
      const under = document.elementFromPoint(left, top);
      return under instanceof HTMLCanvasElement && getComputedStyle(under).cursor === "pointer";
    },
    [x, y] as const,
  );
}
