import { expect, type Locator, type Page } from "@playwright/test";

import { read, scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send } from "../support/ingest";
import { changeDraft, dropDraft, openModel, saved } from "../support/model";

// A server has one draft: the tests take turns.
test.describe.configure({ mode: "default" });

test.beforeEach(async ({ signedIn: page }) => {
  await dropDraft(page);
});

test.afterEach(async ({ signedIn: page }) => {
  await dropDraft(page);
});

/** The row of a rule by its name. */
function rule(page: Page, name: string): Locator {
  return page.getByTestId("rule-row").filter({ has: page.locator(`input[value="${name}"]`) });
}

/** Presses keys until the button that does the same has nothing more to do. */
async function pressUntilDisabled(page: Page, keys: string, testId: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(keys);
    await expect(page.getByTestId(testId)).toBeDisabled({ timeout: 100 });
  }).toPass({ intervals: [50] });
}

async function ruleNames(page: Page): Promise<string[]> {
  return page.getByTestId("rule-name").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
}

test("a slider shows its effect while it moves, and undo takes it back", async ({ signedIn: page, ripen }) => {
  const person = invent("Tried");
  await send(ripen, identify(person, { title: "Director" }), ...eager(person));
  await scored(page, person.email);
  await openModel(page);
  const pricing = rule(page, "Pricing page");
  await expect(pricing.getByTestId("rule-effect")).toContainText("points");

  await pricing.getByRole("slider").focus();
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press("ArrowRight");
  }

  await expect(pricing.getByTestId("rule-points")).toHaveValue("11");
  await expect(pricing.getByTestId("rule-effect")).toContainText("→");
  await expect(page.getByTestId("mover").filter({ hasText: person.name })).toContainText("Pricing page");
  await saved(page);
  expect((await read<{ text: string }>(page, "/model/draft")).text).toContain("points = 11");

  // How many steps there are depends on how fast the keys were pressed.
  await pressUntilDisabled(page, "Control+z", "undo");
  await expect(pricing.getByTestId("rule-points")).toHaveValue("8");
  await pressUntilDisabled(page, "Control+Shift+z", "redo");
  await expect(pricing.getByTestId("rule-points")).toHaveValue("11");
});

test("comments of the file survive changes on the screen", async ({ signedIn: page }) => {
  await openModel(page);
  await rule(page, "Pricing page").getByTestId("rule-points").fill("11");
  await saved(page);
  const { text } = await read<{ text: string }>(page, "/model/draft");
  expect(text).toContain("# How long it takes until points are worth half.");
  expect(text).toContain("points = 11");
});

test("rules are added, duplicated, moved and deleted, by keyboard as well", async ({ signedIn: page }) => {
  await openModel(page);
  const before = await ruleNames(page);

  await page.getByTestId("add-rule").click();
  await expect(page.getByTestId("rule-row")).toHaveCount(before.length + 1);
  await page.getByTestId("rule-row").first().getByTestId("row-menu").click();
  await page.getByTestId("row-duplicate").click();
  await expect(page.getByTestId("rule-row")).toHaveCount(before.length + 2);
  await page.getByTestId("rule-row").nth(1).getByTestId("row-menu").click();
  await page.getByTestId("row-delete").click();

  const grip = page.getByRole("button", { name: "Move New rule" });
  await grip.focus();
  await page.keyboard.press("ArrowDown");
  await expect(grip).toBeFocused();
  expect((await ruleNames(page)).slice(0, 2)).toEqual([before[0], "New rule"]);
  await saved(page);
  await page.reload();
  await expect(page.getByTestId("rule-row").nth(1).getByTestId("rule-name")).toHaveValue("New rule");
});

test("a mistake in a condition is marked at its place and keeps the draft from being published", async ({ signedIn: page }) => {
  await openModel(page);
  const condition = rule(page, "Pricing page").getByTestId("condition");
  await condition.fill('page where pth ~ "*/pricing*"');

  const fault = rule(page, "Pricing page").getByTestId("condition-fault");
  await expect(fault.locator("mark")).toHaveText("pth");
  await condition.blur();
  await expect(page.getByTestId("faults")).toContainText("Pricing page");
  await expect(page.getByTestId("publish")).toBeDisabled();

  await condition.fill('page where path ~ "*/prices*"');
  await expect(page.getByTestId("faults")).toHaveCount(0);
  await expect(page.getByTestId("publish")).toBeEnabled();
});

test("a fault in the text is told at its line, and the rules are back once it is mended", async ({ signedIn: page }) => {
  await openModel(page, "text");
  const text = page.getByTestId("model-text");
  const whole = await text.inputValue();
  await text.fill(whole.replace("points = 8", "points = "));
  await expect(page.getByTestId("text-faults")).toContainText(/line \d+/i);
  await page.getByTestId("tab-engagement").click();
  await expect(page.getByTestId("empty-state")).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("rule-row").first()).toBeVisible();
});

test("edges of the areas are moved by keyboard and by mouse", async ({ signedIn: page }) => {
  await openModel(page, "plane");
  const edge = page.getByTestId("edge-engagement_from").first();
  await edge.focus();
  await page.keyboard.press("PageUp");
  await expect(edge).toHaveAttribute("aria-valuenow", "90");

  const knob = await edge.locator("rect").boundingBox();
  if (!knob) {
    throw new Error("the edge has no knob");
  }
  await page.mouse.move(knob.x + knob.width / 2, knob.y + knob.height / 2);
  await page.mouse.down();
  await page.mouse.move(knob.x + knob.width / 2, knob.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await edge.getAttribute("aria-valuenow"))).toBeGreaterThan(100);
});

test("a list takes many pasted entries, and says which it had", async ({ signedIn: page }) => {
  await openModel(page, "lists");
  await page.getByRole("button", { name: /^competitors/ }).click();
  const many = Array.from({ length: 300 }, (_, nth) => `Rival ${nth}`);
  await page.getByTestId("list-paste").fill(["frostsense", ...many].join("\n"));
  await page.getByTestId("list-add").click();
  await expect(page.getByTestId("list-count")).toHaveText("303 entries");
  await expect(page.getByText("300 entries added, 1 already there")).toBeVisible();
  await saved(page);
});

test("somebody else's change is followed, and a conflict is settled by choice", async ({ signedIn: page }) => {
  await openModel(page);
  await changeDraft(page, "points = 8\n", "points = 91\n");
  await expect(rule(page, "Pricing page").getByTestId("rule-points")).toHaveValue("91");

  // The next change meets one that the page has not been told of.
  let met = false;
  await page.route("**/api/v1/model/draft", async (route) => {
    if (route.request().method() === "PUT" && !met) {
      met = true;
      await changeDraft(page, "points = 91\n", "points = 92\n");
    }
    await route.continue();
  });
  await rule(page, "Case study").getByTestId("rule-points").fill("77");
  await expect(page.getByTestId("conflict")).toBeVisible();
  await page.getByTestId("keep-mine").click();
  await saved(page);
  const { text } = await read<{ text: string }>(page, "/model/draft");
  expect(text).toContain("points = 77");
  expect(text).not.toContain("points = 92\n");
});

test("publishing shows the changes, scores everybody anew, and can be rolled back", async ({ signedIn: page, ripen }) => {
  const person = invent("Rescored");
  await send(ripen, identify(person, { title: "Director" }), ...eager(person));
  const { engagement } = await scored(page, person.email);
  await openModel(page);
  await rule(page, "Pricing page").getByTestId("rule-points").fill("60");
  await saved(page);

  await page.getByTestId("publish").click();
  const change = page.getByTestId("change");
  await expect(change).toHaveCount(1);
  await expect(change).toContainText("Pricing page");
  await page.getByTestId("publish-note").fill("Prices matter most");
  await page.getByTestId("publish-confirm").click();
  await expect(page.getByTestId("save-state")).toHaveText(/no changes/i);
  await expect.poll(async () => (await scored(page, person.email)).engagement).toBeGreaterThan(engagement + 50);

  await page.goto("/model/versions");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Scoring model" })).toHaveAttribute("data-status", "active");
  const newest = page.getByTestId("version-row").first();
  await expect(newest).toContainText("Prices matter most");
  await expect(newest).toContainText("in force");
  await expect(page.getByTestId("version-detail").getByTestId("change")).toContainText("60");

  await page.getByTestId("version-row").nth(1).click();
  await page.getByTestId("roll-back").click();
  await page.getByTestId("roll-back-confirm").click();
  await expect(page.getByTestId("version-row").first()).toContainText("back to version");
  await expect.poll(async () => (await scored(page, person.email)).engagement).toBeLessThan(engagement + 1);
});
