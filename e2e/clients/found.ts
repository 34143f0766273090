import { expect } from "@playwright/test";

import type { Ripen } from "../support/server";

/** An event as the server exports it. */
export interface Found {
  type: string;
  messageId: string;
  event?: string;
  userId?: string;
  anonymousId?: string;
  context?: { userAgent?: string; library?: { name?: string } };
}

/** Every event that the server holds. */
export async function events(ripen: Ripen): Promise<Found[]> {
  const exported = await ripen.command(["export", "events", "--format", "jsonl"]);
  return exported
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Found);
}

/** Fails unless the server holds every one of the messages exactly once. */
export async function expectFound(ripen: Ripen, sent: string[]): Promise<void> {
  expect(new Set(sent).size, "message ids are unique").toBe(sent.length);
  const times = new Map<string, number>();
  for (const { messageId: id } of await events(ripen)) {
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  const wrong = sent.filter((id) => times.get(id) !== 1);
  expect(wrong, `of ${sent.length} messages, these were not found exactly once`).toEqual([]);
}

/** Waits until the server holds what was sent in the name of a user, sorted: its type and name. */
export async function expectKinds(ripen: Ripen, userId: string, kinds: string[]): Promise<void> {
  const held = async () => {
    const own = (await events(ripen)).filter((one) => one.userId === userId);
    return own.map((one) => one.event ?? one.type).sort();
  };
  await expect.poll(held, { message: `events of ${userId}`, timeout: 120_000 }).toEqual([...kinds].sort());
}
