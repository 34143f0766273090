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

test("somebody who does not exist is said not to", async ({ signedIn: page }) => {
  await page.goto("/people/00000000-0000-7000-8000-000000000000");
  await expect(page.getByTestId("error-state")).toBeVisible();
});
