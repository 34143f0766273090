import { randomInt } from "node:crypto";

import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

import { scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, send, track } from "../support/ingest";
import { expectNotReloaded, mark, openList, row } from "../support/screen";

test("the list leads to the person, with scores explained and a timeline", async ({ signedIn: page, ripen }) => {
  const person = invent("Explained");
  await send(ripen, identify(person, { title: "Director", company: { name: "Acme" } }), ...eager(person));
  await scored(page, person.email);
  await openList(page, [person]);

  await row(page, person.name).getByText(person.name).click();

  await expect(page).toHaveURL(/\/people\//);
  await expect(page.getByRole("heading", { name: person.name })).toBeVisible();
  await expect(page.getByText(person.email).first()).toBeVisible();
  await expect(page.getByTestId("timeline-item").filter({ hasText: "Checkout Started" })).toBeVisible();

  const rule = page.getByTestId("engagement-rule").filter({ hasText: /pricing/i }).first();
  await rule.click();
  await expect(page.getByTestId("contribution").filter({ hasText: /pricing/i }).first()).toBeVisible();
});

test("a new interaction arrives in the open timeline", async ({ signedIn: page, ripen }) => {
  const person = invent("Watched");
  await send(ripen, identify(person), ...eager(person));
  const { id } = await scored(page, person.email);
  await page.goto(`/people/${id}`);
  await expect(page.getByTestId("timeline-item").first()).toBeVisible();
  await mark(page);

  await send(ripen, track(person, "Order Completed", { order_id: "o1", total: 1200, currency: "EUR" }));

  await expect(page.getByTestId("timeline-item").filter({ hasText: "Order Completed" })).toBeVisible();
  await expectNotReloaded(page);
});

test("an order shows its money in its currency, also when it was given back", async ({ signedIn: page, ripen }) => {
  const person = invent("Refunded");
  await send(ripen, identify(person), ...eager(person));
  await send(ripen, track(person, "Order Completed", { order_id: "o2", total: { amount: "33,95", currency: "CZK" } }));
  const { id } = await scored(page, person.email);
  await page.goto(`/people/${id}`);
  const order = page.getByTestId("timeline-item").filter({ hasText: "Order Completed" });
  await expect(order).toContainText(/CZK\s33\.95/);

  await send(ripen, track(person, "Order Refunded", { order_id: "o2" }));

  await expect(order).toContainText(/CZK\s33\.95, refunded in full/);
});

test("the keyboard stays on the page when what it undid is gone", async ({ signedIn: page, ripen }) => {
  const person = invent("Untied");
  const device = `device-${person.userId}`;
  await send(ripen, identify(person), ...eager(person));
  await send(ripen, { ...track(person, "Signed In"), anonymousId: device });
  const { id } = await scored(page, person.email);
  await page.goto(`/people/${id}`);
  const join = page.getByTestId("join").filter({ hasText: device });
  await join.getByTestId("undo-join").focus();
  await page.keyboard.press("Enter");

  await expect(join).toHaveCount(0);
  await expect(page.getByTestId("announcer")).toHaveText("Undone.");
  await expect(page.locator("#main *:focus"), "the focus is on the page").toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ help }) => help)).toEqual([]);
});

test("two who were said to be different may be the same again", async ({ signedIn: page, ripen }) => {
  const phone = `+420601${randomInt(100_000, 1_000_000)}`;
  const [one, other] = [invent("Twin"), invent("Double")];
  await send(ripen, identify(one, { phone }), ...eager(one));
  await send(ripen, identify(other, { phone }), ...eager(other));
  await scored(page, other.email);
  const { id } = await scored(page, one.email);
  await page.goto(`/people/${id}`);
  const suggested = page.getByTestId("suggested").filter({ hasText: other.name });
  await suggested.getByTestId("decline-suggested").click();

  const apart = page.getByTestId("apart").filter({ hasText: other.name });
  await expect(apart).toContainText("Said on");
  await expect(suggested).toHaveCount(0);
  await apart.getByTestId("reopen-suggested").click();

  await expect(suggested).toContainText("Opened again");
  await expect(apart).toHaveCount(0);
  await expect(page.getByTestId("announcer")).toHaveText("Opened again: they may be one person.");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ help }) => help)).toEqual([]);
});

test("of very many identifiers the first are shown, and the rest when asked for", async ({ signedIn: page, ripen }) => {
  const person = invent("Many");
  const seen = (nth: number) => ({ ...track(person, "Signed In"), anonymousId: `device-${nth}-${person.userId}` });
  await send(ripen, identify(person), ...eager(person), ...Array.from({ length: 130 }, (_, nth) => seen(nth)));
  const { id } = await scored(page, person.email);
  await page.goto(`/people/${id}`);
  const panel = page.getByTestId("identifiers");
  await expect(panel.getByTestId("identifier")).toHaveCount(12);
  await panel.getByTestId("all-identifiers").click();
  await expect(panel.getByTestId("identifier")).toHaveCount(100);
  await expect(panel.getByTestId("identifier").first()).toContainText(person.userId);
  await panel.getByTestId("load-more").click();
  await expect(panel.getByTestId("identifier")).toHaveCount(132);
  await expect(panel.getByTestId("load-more")).toHaveCount(0);
});

test("somebody who does not exist is said not to", async ({ signedIn: page }) => {
  await page.goto("/people/00000000-0000-7000-8000-000000000000");
  await expect(page.getByTestId("error-state")).toBeVisible();
});

test("the head of the page agrees with the scores of an earlier day, and says how somebody is reached", async ({ signedIn: page, ripen }) => {
  const person = invent("Earlier");
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const phone = `+420601${randomInt(100_000, 999_999)}`;
  await send(
    ripen,
    { ...identify(person, { title: "Director", phone, address: { city: "Brno", country: "CZ" } }), timestamp: ago(20) },
    { ...track(person, "Form Submitted", { form: "contact" }), timestamp: ago(20) },
    track(person, "Demo Requested"),
  );
  const { id } = await scored(page, person.email);
  await page.goto(`/people/${id}`);
  const facts = page.getByTestId("person-facts");
  await expect(facts.getByRole("link", { name: person.email })).toHaveAttribute("href", `mailto:${person.email}`);
  await expect(facts.getByRole("link", { name: phone })).toHaveAttribute("href", `tel:${phone}`);
  await expect(facts).toContainText("Brno, Czechia");
  const badges = page.getByTestId("person-badges");
  const signals = page.getByTestId("person-signals");
  await expect(badges.locator("[data-temperature]")).toHaveAttribute("data-temperature", "hot");
  await expect(signals).toContainText("Asked for a demo");

  await page.goto(`/people/${id}?at=${ago(5).slice(0, 10)}`);
  const lifecycle = page.getByTestId("score-lifecycle").locator("[data-temperature]");
  await expect(lifecycle).toHaveAttribute("data-temperature", "cold");
  await expect(badges.locator("[data-temperature]")).toHaveAttribute("data-temperature", "cold");
  await expect(signals).not.toContainText("Asked for a demo");
  await expect(page.getByTestId("profile").getByTestId("now-tag")).toBeVisible();
  await expect(page.getByTestId("scores").getByTestId("now-tag")).toHaveCount(0);
});
