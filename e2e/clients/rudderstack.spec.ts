import { randomUUID } from "node:crypto";

import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { expect, type Page } from "@playwright/test";

import { test } from "../support/fixtures";
import { expectFound, expectKinds } from "./found";
import { site } from "./site";

const EVENTS = 1_000;

/** RudderStack's clients for browsers by version, as their packages have them. */
const BROWSER_CLIENTS = {
  "@rudderstack/analytics-js": "node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js",
  "rudder-sdk-js": "node_modules/rudder-sdk-js/dist/npm/index.js",
};

type Rudder = Record<string, (...args: unknown[]) => void>;

declare global {
  interface Window {
    /** What the script of the package leaves behind: the client, or a module that makes one. */
    rudderanalytics: Rudder & { RudderAnalytics?: new () => Rudder };
    rudder: Rudder;
  }
}

async function open(page: Page, shop: string, writeKey: string, ripen: string, options: object): Promise<void> {
  await page.goto(`${shop}/products`);
  await page.evaluate(
    ([key, url, more]) => {
      const { rudderanalytics: given } = window;
      window.rudder = given.RudderAnalytics ? new given.RudderAnalytics() : given;
      window.rudder.load?.(key, url, { configUrl: url, ...more });
    },
    [writeKey, ripen, options] as const,
  );
}

/** Makes one call of each kind in the name of a user. */
async function call(page: Page, userId: string): Promise<void> {
  await page.evaluate((id) => {
    window.rudder.identify?.(id, { email: `${id}@acme.example` });
    window.rudder.page?.("shop", "Products");
    window.rudder.track?.("Product Viewed", { product_id: "p1" });
    window.rudder.group?.("acme", { name: "Acme" });
  }, userId);
}

const SENT = ["identify", "page", "Product Viewed", "group"];

for (const [name, file] of Object.entries(BROWSER_CLIENTS)) {
  test(`${name} sends unchanged, and every event is found`, async ({ page, ripen }) => {
    const shop = await site(file);
    await open(page, shop.url, ripen.writeKey, ripen.url, {});
    const user = `rudder-${randomUUID()}`;
    await call(page, user);
    await expectKinds(ripen, user, SENT);
    await shop.stop();
  });

  test(`${name} sends its beacons when the page is left`, async ({ page, ripen }) => {
    const shop = await site(file);
    await open(page, shop.url, ripen.writeKey, ripen.url, { useBeacon: true });
    const user = `beacon-${randomUUID()}`;
    await call(page, user);
    // Only what the client has taken over is sent by it; before, it waits for its settings.
    await page.waitForFunction((id) => JSON.stringify({ ...localStorage }).includes(id), user);
    await page.goto(`${shop.url}/basket`);
    await expectKinds(ripen, user, SENT);
    await shop.stop();
  });
}

for (const gzip of [true, false]) {
  test(`RudderStack's Node client sends ${gzip ? "packed" : "plain"} unchanged, and every event is found`, async ({ ripen }) => {
    const client = new RudderAnalytics(ripen.writeKey, { dataPlaneUrl: ripen.url, flushAt: 50, gzip });
    const sent: string[] = [];
    for (let index = 0; index < EVENTS; index += 1) {
      const messageId = randomUUID();
      const event = { userId: `rudder-node-${index % 50}`, messageId };
      if (index % 2 === 0) {
        client.track({ ...event, event: "Product Viewed", properties: { price: index } });
      } else {
        client.identify({ ...event, traits: { visits: index } });
      }
      sent.push(messageId);
    }
    await client.flush();
    expect(sent).toHaveLength(EVENTS);
    await expect.poll(async () => await expectFound(ripen, sent).then(() => true, () => false), { timeout: 120_000 }).toBe(true);
  });
}
