import { randomUUID } from "node:crypto";

import { expect, type Page } from "@playwright/test";

import { test } from "../support/fixtures";
import { events, expectFound, expectKinds } from "./found";
import { failing, site, type Listening } from "./site";

const CLIENT = "node_modules/@segment/analytics-next/dist/umd/index.js";

/** What the page calls; its result has the event as it was sent. */
interface Analytics {
  [call: string]: (...args: unknown[]) => Promise<{ event: { messageId: string } }>;
}

declare global {
  interface Window {
    AnalyticsNext: { AnalyticsBrowser: { load(settings: object, options?: object): Analytics } };
    analytics: Analytics;
  }
}

let shop: Listening;

test.beforeAll(async () => {
  shop = await site(CLIENT);
});

test.afterAll(async () => {
  await shop.stop();
});

/** Opens a page of the shop and loads the client there. */
async function open(page: Page, settings: object, options?: object): Promise<void> {
  await page.goto(`${shop.url}/products`);
  await page.evaluate(
    ([given, more]) => {
      window.analytics = window.AnalyticsNext.AnalyticsBrowser.load(given as object, more);
    },
    [settings, options] as const,
  );
}

/** Makes calls, and gives the ids of what was sent. */
async function call(page: Page, calls: [string, ...unknown[]][]): Promise<string[]> {
  return await page.evaluate(async (made) => {
    const results = made.map(([name, ...args]) => window.analytics[name]?.(...args));
    return (await Promise.all(results)).map((result) => result?.event.messageId ?? "");
  }, calls);
}

/** Where the client sends to, as its documentation has it. */
function sendTo(url: string, more: object = {}): object {
  return { integrations: { "Segment.io": { apiHost: `${new URL(url).host}/v1`, protocol: "http", ...more } } };
}

test("Segment's browser client sends unchanged, and every event is found", async ({ page, ripen }) => {
  const failures: string[] = [];
  page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
  await open(page, { writeKey: ripen.writeKey, cdnURL: ripen.url }, sendTo(ripen.url));
  const user = `browser-${randomUUID()}`;
  const sent = await call(page, [
    ["page", "Products", { category: "shop" }],
    ["identify", user, { email: `${user}@acme.example` }],
    ["track", "Product Viewed", { product_id: "p1", price: 12.5 }],
    ["group", "acme", { name: "Acme" }],
    ["screen", "Basket"],
    ["alias", `${user}-new`, user],
    ["track", "Note", { text: "half a character: \ud83d" }],
  ]);

  expect(failures.filter((text) => !text.includes("favicon"))).toEqual([]);
  await expectFound(ripen, sent);
  const held = (await events(ripen)).filter((one) => sent.includes(one.messageId));
  expect(held.every((one) => one.context?.userAgent?.startsWith("Mozilla/"))).toBe(true);
});

test("the settings tell it where to send", async ({ page, ripen }) => {
  await open(page, { writeKey: ripen.writeKey, cdnURL: ripen.url });
  const sent = await call(page, [["page"], ["track", "Signed Up"]]);
  await expectFound(ripen, sent);
});

test("a batch goes out when it is full, and the rest when the page is left", async ({ page, ripen }) => {
  const strategy = { deliveryStrategy: { strategy: "batching", config: { size: 5, timeout: 600_000 } } };
  await open(page, { writeKey: ripen.writeKey, cdnURL: ripen.url }, sendTo(ripen.url, strategy));
  const user = `batch-${randomUUID()}`;
  await call(page, [["identify", user]]);
  const names = Array.from({ length: 7 }, (_, index) => `Step ${index}`);
  await call(page, names.map((name) => ["track", name]));
  await expectKinds(ripen, user, ["identify", ...names.slice(0, 4)]);
  await page.goto(`${shop.url}/basket`);
  await expectKinds(ripen, user, ["identify", ...names]);
});

test("what is under way when the page is left arrives", async ({ page, ripen }) => {
  const strategy = { deliveryStrategy: { config: { keepalive: true } } };
  await open(page, { writeKey: ripen.writeKey, cdnURL: ripen.url }, sendTo(ripen.url, strategy));
  const user = `leaving-${randomUUID()}`;
  await call(page, [["identify", user]]);
  const left = page.waitForURL("**/checkout");
  await page.evaluate(() => {
    void window.analytics.track?.("Checkout Started");
    // As a link would that is followed at once.
    window.location.href = "/checkout";
  });
  await left;
  await page.evaluate((settings) => {
    window.analytics = window.AnalyticsNext.AnalyticsBrowser.load(settings);
  }, { writeKey: ripen.writeKey, cdnURL: ripen.url });
  await expectKinds(ripen, user, ["identify", "Checkout Started"]);
});

for (const status of [429, 503]) {
  for (const mode of ["one by one", "in batches"]) {
    test(`after a ${status} it sends again, ${mode}`, async ({ page, ripen }) => {
      const counts: string[] = [];
      const front = await failing(ripen.url, ({ method, url, headers }) => {
        if (method !== "POST" || !/\/v1\/[tb]$/.test(url ?? "")) {
          return undefined;
        }
        counts.push(String(headers["x-retry-count"] ?? ""));
        const headersOf = { "retry-after": "1", "access-control-expose-headers": "Retry-After" };
        return counts.length === 1 ? { status, headers: headersOf } : undefined;
      });
      const batching = { deliveryStrategy: { strategy: "batching", config: { size: 1 } } };
      const options = sendTo(front.url, mode === "in batches" ? batching : {});
      await open(page, { writeKey: ripen.writeKey, cdnURL: ripen.url }, options);
      const user = `again-${randomUUID()}`;
      await page.evaluate((id) => {
        void window.analytics.track?.("Order Completed", { total: 12 }, { userId: id });
      }, user);
      const held = async () => (await events(ripen)).filter((one) => JSON.stringify(one).includes(user)).length;
      await expect.poll(held, { timeout: 120_000 }).toBe(1);
      expect(counts.length, "it was sent twice").toBe(2);
      expect(Number(counts[1]), "the second time with its count").toBeGreaterThan(0);
      await front.stop();
    });
  }
}
