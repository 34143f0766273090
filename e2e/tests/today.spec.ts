import { expect } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, page as viewed, send, track } from "../support/ingest";
import { expectNotReloaded, filter, mark, openList, order, row } from "../support/screen";

/** A filter that finds just these. */
function just(...people: { email: string }[]): string {
  return `email in (${people.map(({ email }) => `"${email}"`).join(", ")})`;
}

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

test("customers stand apart from the people to win", async ({ signedIn: page, ripen }) => {
  const [wanted, buyer] = [invent("Towin"), invent("Buyer")];
  const led = [identify(wanted), ...eager(wanted), identify(buyer), ...eager(buyer)];
  // Made last, since an event has the time at which it is made.
  const order = track(buyer, "Order Completed", { order_id: buyer.userId, revenue: 900, currency: "EUR" });
  await send(ripen, ...led, order);
  await scored(page, wanted.email);
  await scored(page, buyer.email);
  await page.goto("/");
  await expect(page.getByTestId("section-to_win")).toHaveAttribute("aria-current", "page");

  await filter(page, just(wanted, buyer));
  await expect(row(page, wanted.name)).toBeVisible();
  await expect(row(page, buyer.name)).toHaveCount(0);
  await page.getByTestId("section-worth_a_call").click();
  await expect(row(page, buyer.name), "who did nothing since is left in peace").toHaveCount(0);
  await send(ripen, track(buyer, "Demo Requested"));
  await expect(row(page, buyer.name), "who is hot again is worth a call").toBeVisible();
  await expect(row(page, wanted.name)).toHaveCount(0);
  await page.getByTestId("section-customers").click();
  await expect(row(page, buyer.name)).toBeVisible();
  await expect(row(page, wanted.name)).toHaveCount(0);

  await filter(page, just(wanted));
  await page.getByTestId("look-among-everybody").click();
  await expect(row(page, wanted.name)).toBeVisible();
});

test("a tile leads to the people whom it counts", async ({ signedIn: page, ripen }) => {
  const person = invent("Counted");
  await send(ripen, identify(person), ...eager(person), track(person, "Demo Requested"));
  await scored(page, person.email);
  await page.goto("/");
  const hot = page.getByTestId("tiles").getByRole("link", { name: /hot now/i });
  await expect(hot).toHaveText(/now\d/);
  const counted = /now(\d+)/.exec((await hot.textContent()) ?? "")?.[1];
  await hot.click();
  await expect(page.getByTestId("people-total")).toHaveText(new RegExp(`^${counted} `));
  await expect(row(page, person.name)).toBeVisible();
});

test("the way back from a person leads to the list as it was left", async ({ signedIn: page, ripen }) => {
  const crowd = Array.from({ length: 40 }, (_, nth) => invent(`Row${nth}`));
  await send(ripen, ...crowd.flatMap((person) => [identify(person), viewed(person, "/pricing", "Pricing")]));
  await scored(page, crowd.at(-1)?.email ?? "");
  await page.goto("/?section=everybody&sort=name");
  await filter(page, just(...crowd));
  await expect(page.getByTestId("people-total")).toHaveText(/^40 /);
  await page.evaluate(() => window.scrollTo(0, 1200));
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(1200);
  const list = page.url();
  await page.getByTestId("person-row").nth(8).getByRole("link").first().click();
  await expect(page.getByTestId("person-name")).toBeVisible();
  await expect(page.getByTestId("scores")).toBeVisible();

  await page.getByTestId("to-today").click();
  await expect(page).toHaveURL(list);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(1200);

  // Without a page before, as after a reload, it is the same list all the same.
  await page.getByTestId("person-row").first().getByRole("link").first().click();
  await expect(page.getByTestId("person-name")).toBeVisible();
  await page.goto(page.url());
  await page.getByTestId("to-today").click();
  await expect(page).toHaveURL(list);
});
