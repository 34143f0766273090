import { randomUUID } from "node:crypto";

import { expect } from "@playwright/test";

import { read } from "../support/api";
import { test } from "../support/fixtures";
import { identify, invent, send } from "../support/ingest";
import { expectNotReloaded, mark } from "../support/screen";

test("a bad event beside good ones is listed by itself and replayed", async ({ signedIn: page, ripen }) => {
  const person = invent("Neighbour");
  const word = `broken-${randomUUID().slice(0, 8)}`;
  await page.goto("/bad-events");
  await expect(page.getByRole("heading", { name: /bad events/i })).toBeVisible();
  await mark(page);

  await send(ripen, identify(person), { type: word, messageId: randomUUID() });

  const group = page.locator('[data-cause="type_unknown"]');
  const listed = group.getByTestId("bad-event-row").filter({ hasText: word });
  await expect(group.getByRole("heading", { name: /has to be track, page/ })).toBeVisible();
  await expectNotReloaded(page);

  // One more of the cause: the group shows the newest, and opens on all.
  const newer = `broken-${randomUUID().slice(0, 8)}`;
  await send(ripen, { type: newer, messageId: randomUUID() });
  await group.getByTestId("show-group").press("Enter");
  await expect(group.getByTestId("show-group")).toHaveAttribute("aria-expanded", "true");
  await expect(listed).toBeVisible();
  await expect(group.getByTestId("bad-event-row").filter({ hasText: newer })).toBeVisible();

  const tried = page.waitForResponse((answer) => answer.url().endsWith("/bad-events/replay"));
  await group.getByTestId("replay-group").press("Enter");
  const ofGroup = await tried;
  expect(ofGroup.request().postDataJSON()).toEqual({ cause: "type_unknown" });
  expect((await ofGroup.json()).replayed).toBeGreaterThan(1);

  const replayed = page.waitForResponse((answer) => answer.url().endsWith("/bad-events/replay"));
  await page.getByTestId("replay-all").press("Enter");
  expect((await replayed).status()).toBe(200);
  // The button waited for the answer, and has the keyboard again.
  await expect(page.getByTestId("replay-all")).toBeFocused();
  // Nothing was mended, so it is still bad, and still kept.
  await expect(listed).toBeVisible();
  const { total } = await read<{ total: number }>(page, "/bad-events");
  expect(total).toBeGreaterThan(0);
});

test("what is set aside is not passed over in silence when it cannot be asked for", async ({ signedIn: page }) => {
  const asked = "**/api/v1/set-aside*";
  await page.route(asked, (route) => route.abort());
  await page.goto("/bad-events");
  const panel = page.getByTestId("set-aside");
  await expect(panel.getByRole("alert")).toBeVisible();

  await page.unroute(asked);
  await panel.getByRole("button", { name: /try again/i }).click();
  await expect(panel).toBeHidden();
});
