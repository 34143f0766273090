import { expect } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";
import { layoutFaults } from "../support/layout";

const WIDTHS = [390, 768, 992, 1024, 1152, 1280, 1440];
const TABS = ["engagement", "fit", "lifecycle", "plane", "signals", "lists", "text"];

/** Each screen, and what shows that it is there. */
const SCREENS = [
  ["/", "person-row"],
  ["/map", "map-grid"],
  ["/signals", "signals"],
  ["/model/versions", "version-row"],
  ["/model/backtest", "backtest"],
  ["/model/suggestions", "suggestion"],
  ["/bad-events", "bad-event-row"],
  ["/keys", "key-row"],
  ["/jobs", "queues"],
  ...TABS.map((tab) => [`/model?tab=${tab}`, "try-facts"]),
] as const;

test("what is measured finds texts that are cut, beyond the window and on one another", async ({ page }) => {
  await page.setContent(`
    <div style="width: 13px; overflow: hidden; white-space: nowrap">Věra Benešová</div>
    <div style="white-space: nowrap; margin-left: 1300px">Ostrava Moravské velkoobchod potravin</div>
    <div style="position: absolute; top: 100px">Engagement from</div><div style="position: absolute; top: 105px">Fit below</div>
    <div style="position: absolute; top: 300px; width: 200px; overflow: hidden; white-space: nowrap">A text that is long and well cut after many letters</div>
  `);
  const faults = await layoutFaults(page);
  expect(faults).toEqual([
    expect.stringMatching(/^cut to \d letters: Věra Benešová/),
    expect.stringMatching(/^beyond the window: Ostrava/),
    "on one another: Engagement from / Fit below",
  ]);
});

for (const language of ["en", "tr", "cs"]) {
  test(`every text has its place at every width: ${language}`, async ({ signedIn: page, ripen }) => {
    // Some hundred looks, each of which waits for the page to settle.
    test.slow();
    await page.addInitScript((chosen) => localStorage.setItem("ripen.language", chosen), language);
    const person = invent("Hildegard");
    const traits = { name: `Hildegard Oberhauser-Wiesengrund`, title: "Jednatelka", company: "Ostrava Moravské velkoobchod potravin" };
    await send(ripen, identify(person, traits), ...eager(person), { type: "no-such-type", messageId: crypto.randomUUID() });
    const { id } = await scored(page, person.email);

    for (const [path, there] of [...SCREENS, [`/people/${id}`, "timeline-item"] as const]) {
      await page.goto(path);
      await expect(page.getByTestId(there).or(page.getByTestId("empty-state")).first()).toBeVisible();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => layoutFaults(page), `${path} at ${width}`).toEqual([]);
      }
    }
  });
}
