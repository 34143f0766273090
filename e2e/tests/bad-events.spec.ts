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

  const listed = page.getByTestId("bad-event-row").filter({ hasText: word });
  await expect(listed).toBeVisible();
  await expectNotReloaded(page);

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
