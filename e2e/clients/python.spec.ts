import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect } from "@playwright/test";

import { test } from "../support/fixtures";
import { expectFound } from "./found";

const EVENTS = 3_000;
const PYTHON = process.env.RIPEN_E2E_PYTHON ?? "../target/client-python/bin/python";

const CASES = ["segment", "rudderstack"].flatMap((maker) => ["plain", "gzip"].map((encoding) => ({ maker, encoding })));

for (const { maker, encoding } of CASES) {
  test(`the Python client of ${maker} sends ${encoding} unchanged, and every event is found`, async ({ ripen }) => {
    const args = ["clients/send.py", maker, ripen.url, ripen.writeKey, String(EVENTS), encoding];
    const { stdout } = await promisify(execFile)(PYTHON, args, { maxBuffer: 16 << 20 });
    const sent = stdout.split("\n").filter(Boolean);

    expect(sent).toHaveLength(EVENTS);
    await expectFound(ripen, sent);
  });
}
