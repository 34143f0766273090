import { expect, type Page } from "@playwright/test";

import { read } from "./api";

/** The header of requests that change something. */
const GUARD = { "x-ripen-request": "1" };

interface Draft {
  text: string;
  revision: number;
}

/** Throws the draft away, so that the page begins with the model in force. */
export async function dropDraft(page: Page): Promise<void> {
  const answer = await page.request.delete("/api/v1/model/draft", { headers: GUARD });
  expect(answer.status()).toBe(204);
}

/** Changes the draft as somebody else would, in another window. */
export async function changeDraft(page: Page, from: string, to: string): Promise<void> {
  const { text, revision } = await read<Draft>(page, "/model/draft");
  expect(text).toContain(from);
  const data = { revision, text: text.replace(from, to) };
  const answer = await page.request.put("/api/v1/model/draft", { headers: GUARD, data });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Opens a tab of the editor and waits for the draft. */
export async function openModel(page: Page, tab = "engagement"): Promise<void> {
  await page.goto(`/model?tab=${tab}`);
  await expect(page.getByTestId(`tab-${tab}`)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByTestId("save-state")).toBeVisible();
}

/** Waits until the server has the draft as it is on screen. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByTestId("save-state")).toHaveText(/draft saved|no changes/i);
}
