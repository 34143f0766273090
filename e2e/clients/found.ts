import { expect } from "@playwright/test";

import type { Ripen } from "../support/server";

/** Fails unless the server holds every one of the messages exactly once. */
export async function expectFound(ripen: Ripen, sent: string[]): Promise<void> {
  expect(new Set(sent).size, "message ids are unique").toBe(sent.length);
  const times = new Map<string, number>();
  const exported = await ripen.command(["export", "events", "--format", "jsonl"]);
  for (const line of exported.split("\n").filter(Boolean)) {
    const { messageId: id } = JSON.parse(line) as { messageId: string };
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  const wrong = sent.filter((id) => times.get(id) !== 1);
  expect(wrong, `of ${sent.length} messages, these were not found exactly once`).toEqual([]);
}
