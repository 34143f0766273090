import { expect } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, page as viewed, send } from "../support/ingest";
import { expectNotReloaded, filter, mark, openList, order, row } from "../support/screen";

test("a person appears by themself after the first events", async ({ signedIn: page, ripen }) => {
  const person = invent("Appearing");
  await openList(page, [person]);
  await expect(page.getByTestId("empty-state")).toBeVisible();
  await mark(page);

  await send(ripen, identify(person), ...eager(person));

  await expect(row(page, person.name)).toBeVisible();
  await expectNotReloaded(page);
});

test("the list moves by itself when somebody heats up", async ({ signedIn: page, ripen }) => {
  const [ahead, behind] = [invent("Ahead"), invent("Behind")];
  await send(ripen, identify(ahead), ...eager(ahead).slice(0, 2));
  await send(ripen, identify(behind), viewed(behind, "/pricing", "Pricing"));
  const [first, second] = [await scored(page, ahead.email), await scored(page, behind.email)];
  expect(first.engagement).toBeGreaterThan(second.engagement);
  await openList(page, [ahead, behind]);
  const names = [ahead.name, behind.name];
  await expect.poll(() => order(page, names)).toEqual(names);
  await mark(page);

  await send(ripen, ...eager(behind));

  await expect.poll(() => order(page, names)).toEqual([...names].reverse());
  await expectNotReloaded(page);
});

test("a filter narrows the list, and clearing it brings everybody back", async ({ signedIn: page, ripen }) => {
  const [wanted, other] = [invent("Wanted"), invent("Other")];
  await send(ripen, identify(wanted), ...eager(wanted), identify(other), ...eager(other));
  await scored(page, wanted.email);
  await scored(page, other.email);
  await openList(page, [wanted, other]);
  await expect(page.getByTestId("person-row")).toHaveCount(2);

  await filter(page, `email = "${wanted.email}"`);
  await expect(row(page, other.name)).toHaveCount(0);
  await expect(row(page, wanted.name)).toBeVisible();

  await filter(page, "");
  await expect.poll(() => page.getByTestId("person-row").count()).toBeGreaterThan(1);
});

test("typing a name finds the person", async ({ signedIn: page, ripen }) => {
  const [wanted, other] = [invent("Çağla"), invent("Other")];
  await send(ripen, identify(wanted, { phone: "+905321234567" }), ...eager(wanted), identify(other), ...eager(other));
  await scored(page, wanted.email);
  await scored(page, other.email);
  const id = wanted.name.split(" ")[1] ?? "";

  for (const words of [`cagla ${id}`, wanted.email, `${wanted.email} 0532 123`]) {
    await page.goto("/");
    await filter(page, words);
    await expect(row(page, wanted.name), words).toBeVisible();
    await expect(page.getByTestId("person-row"), words).toHaveCount(1);
  }
});

test("a mistake in a filter is explained", async ({ signedIn: page }) => {
  await page.goto("/");
  await filter(page, "temprature = hot");
  const problem = page.getByTestId("filter-problem");
  await expect(problem).toBeVisible();
  await expect(problem.locator("mark"), "the place is marked").toHaveText("temprature");
});
