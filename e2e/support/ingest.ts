import { randomUUID } from "node:crypto";

import type { Ripen } from "./server";

/** One event of the Segment HTTP tracking API. */
export interface SegmentEvent {
  type: string;
  [field: string]: unknown;
}

/** A person that a test invents: nobody else's test meets them. */
export interface Invented {
  userId: string;
  email: string;
  name: string;
}

export const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

export function invent(name: string): Invented {
  const id = randomUUID().slice(0, 8);
  return { userId: `user-${id}`, email: `${name.toLowerCase()}.${id}@acme.example`, name: `${name} ${id}` };
}

/** Names the person and gives them a profile. */
export function identify(person: Invented, traits: Record<string, unknown> = {}): SegmentEvent {
  return event(person, { type: "identify", traits: { email: person.email, name: person.name, ...traits } });
}

/** A page seen by the person in a browser. */
export function page(person: Invented, path: string, title: string): SegmentEvent {
  const url = `https://www.acme.example${path}`;
  return event(person, { type: "page", name: title, properties: { path, url, title } });
}

/** Something the person did in a browser. */
export function track(person: Invented, name: string, properties: Record<string, unknown> = {}): SegmentEvent {
  return event(person, { type: "track", event: name, properties });
}

function event(person: Invented, fields: SegmentEvent): SegmentEvent {
  return {
    messageId: randomUUID(),
    userId: person.userId,
    timestamp: new Date().toISOString(),
    context: { userAgent: BROWSER, locale: "en-US" },
    ...fields,
  };
}

/** Everything somebody does who is about to buy. */
export function eager(person: Invented): SegmentEvent[] {
  return [
    page(person, "/pricing", "Pricing"),
    page(person, "/pricing/enterprise", "Enterprise pricing"),
    page(person, "/demo", "Book a demo"),
    track(person, "Product Viewed", { product_id: "p1", name: "Press", price: 1200, currency: "EUR" }),
    track(person, "Product Added", { product_id: "p1", name: "Press", price: 1200, currency: "EUR" }),
    track(person, "Checkout Started", { value: 1200, currency: "EUR" }),
  ];
}

/** Sends events as one batch; fails unless the server stored it. */
export async function send(ripen: Ripen, ...batch: SegmentEvent[]): Promise<void> {
  const answer = await fetch(`${ripen.url}/v1/batch`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${ripen.writeKey}:`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
  });
  if (!answer.ok) {
    throw new Error(`the batch was answered with ${answer.status}: ${await answer.text()}`);
  }
}
