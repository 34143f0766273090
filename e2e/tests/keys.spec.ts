import { randomUUID } from "node:crypto";

import { expect } from "@playwright/test";

import { test } from "../support/fixtures";

test("a key is shown once, works until it is revoked, and stays listed", async ({ signedIn: page, ripen }) => {
  const name = `Kiosk ${randomUUID().slice(0, 8)}`;
  await page.goto("/keys");
  await page.getByTestId("key-kind").selectOption("server");
  await page.getByTestId("key-name").fill(name);
  await page.getByTestId("key-create").click();
  const key = (await page.getByTestId("new-key").getByTestId("copy-text").first().innerText()).trim();

  const send = () =>
    fetch(`${ripen.url}/v1/track`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
      body: JSON.stringify({ anonymousId: randomUUID(), event: "Demo Requested", messageId: randomUUID() }),
    });
  expect((await send()).status).toBe(200);

  const row = page.getByTestId("key-row").filter({ hasText: name });
  await expect(row).toContainText(key.slice(0, 6));
  await expect(row).not.toContainText(key);
  await row.getByTestId("key-revoke").click();
  await page.getByTestId("key-revoke-confirm").click();
  await expect(row).toHaveAttribute("data-revoked", "true");
  expect((await send()).status).toBe(401);

  await page.reload();
  await expect(row).toHaveAttribute("data-revoked", "true");
  await expect(page.getByTestId("new-key")).toHaveCount(0);
});
