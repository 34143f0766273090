import { Analytics } from "@segment/analytics-node";
import { expect } from "@playwright/test";

import { test } from "../support/fixtures";
import { expectFound } from "./found";

const EVENTS = 3_000;

test("the official Node client sends unchanged, and every event is found", async ({ ripen }) => {
  const analytics = new Analytics({ writeKey: ripen.writeKey, host: ripen.url, flushAt: 50 });
  const sent: string[] = [];
  const failures: unknown[] = [];
  analytics.on("error", (error) => failures.push(error));
  const done = (error: unknown, context?: { event: { messageId?: string | undefined } }) => {
    if (error) {
      failures.push(error);
    } else if (context?.event.messageId) {
      sent.push(context.event.messageId);
    }
  };

  for (let index = 0; index < EVENTS; index += 1) {
    const userId = `node-${index % 100}`;
    if (index % 3 === 0) {
      analytics.track({ userId, event: "Product Viewed", properties: { product_id: `p${index}`, price: index } }, done);
    } else if (index % 3 === 1) {
      analytics.page({ userId, name: "Pricing", properties: { path: "/pricing", url: "https://acme.example/pricing" } }, done);
    } else {
      analytics.identify({ userId, traits: { email: `${userId}@acme.example`, visits: index } }, done);
    }
  }
  await analytics.closeAndFlush();

  expect(failures).toEqual([]);
  expect(sent).toHaveLength(EVENTS);
  await expectFound(ripen, sent);
});
