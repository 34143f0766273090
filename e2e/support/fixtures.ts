import { test as base, expect, type Page } from "@playwright/test";

import { ADMIN, startRipen, type Ripen } from "./server";

interface Cookie {
  name: string;
  value: string;
}

interface WorkerFixtures {
  /** The worker's own server. */
  ripen: Ripen;
  /** One signed-in session for the worker, because signing in is slow on purpose. */
  session: Cookie;
}

interface TestFixtures {
  /** A page whose browser is signed in. */
  signedIn: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  ripen: [
    // oxlint-disable-next-line no-empty-pattern -- the runner wants to see which fixtures are used
    async ({}, use) => {
      const ripen = await startRipen();
      await use(ripen);
      await ripen.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  session: [
    async ({ ripen }, use) => {
      await use(await signIn(ripen));
    },
    { scope: "worker" },
  ],
  baseURL: async ({ ripen }, use) => {
    await use(ripen.url);
  },
  signedIn: async ({ page, context, ripen, session }, use) => {
    await context.addCookies([{ ...session, url: ripen.url, httpOnly: true, sameSite: "Lax" }]);
    await use(page);
  },
});

async function signIn(ripen: Ripen): Promise<Cookie> {
  const answer = await fetch(`${ripen.url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-ripen-request": "1" },
    body: JSON.stringify(ADMIN),
  });
  expect(answer.status, "the administrator can sign in").toBe(200);
  const [name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "")?.slice(1) ?? [];
  if (!name || !value) {
    throw new Error("signing in set no cookie");
  }
  return { name, value };
}
