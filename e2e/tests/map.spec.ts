import { expect, type Locator } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";

/** Pixels between two places where a point is looked for: less than the smallest point. */
const STEP = 3;

test("the map shows people, and a click goes through to the person", async ({ signedIn: page, ripen }) => {
  const person = invent("Mapped");
  await send(ripen, identify(person, { title: "Director" }), ...eager(person));
  const { id } = await scored(page, person.email);

  await page.goto(`/map?filter=${encodeURIComponent(`email = "${person.email}"`)}`);
  const stage = page.getByTestId("map-stage").filter({ hasText: person.name });
  await stage.scrollIntoViewIfNeeded();
  const canvas = stage.locator("canvas").first();
  await expect(canvas).toBeVisible();
  await expect.poll(() => pointOn(canvas), "the person's point").not.toBeNull();
  const position = await pointOn(canvas);
  await canvas.click({ position: position ?? { x: 0, y: 0 } });

  await expect(page).toHaveURL(new RegExp(`/people/${id}$`));
});

/** Looks for a point on a chart, which turns the pointer into a hand above one, and only there. */
async function pointOn(canvas: Locator): Promise<{ x: number; y: number } | null> {
  return canvas.evaluate((element, step) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    for (let y = step; y < height; y += step) {
      for (let x = step; x < width; x += step) {
        element.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX: left + x, clientY: top + y }));
        if (getComputedStyle(element).cursor === "pointer") {
          return { x, y };
        }
      }
    }
    return null;
  }, STEP);
}
