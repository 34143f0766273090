import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect } from "@playwright/test";

import { test } from "../support/fixtures";
import { expectFound } from "./found";

const EVENTS = 3_000;
const PYTHON = process.env.RIPEN_E2E_PYTHON ?? "../target/client-python/bin/python";

for (const encoding of ["plain", "gzip"]) {
  test(`the official Python client sends ${encoding} unchanged, and every event is found`, async ({ ripen }) => {
    const args = ["clients/send.py", ripen.url, ripen.writeKey, String(EVENTS), encoding];
    const { stdout } = await promisify(execFile)(PYTHON, args, { maxBuffer: 16 << 20 });
    const sent = stdout.split("\n").filter(Boolean);

    expect(sent).toHaveLength(EVENTS);
    await expectFound(ripen, sent);
  });
}
