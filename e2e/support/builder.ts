import type { Locator, Page } from "@playwright/test";

/** Opens the builder beside the text of the filter. */
export async function openBuilder(page: Page): Promise<Locator> {
  await page.getByTestId("filter-build").click();
  const builder = page.getByTestId("filter-builder");
  await builder.getByTestId("builder-group").first().waitFor();
  return builder;
}

/** Adds a condition about a field by keyboard, as somebody without a mouse would. */
export async function addCondition(page: Page, builder: Locator, field: string): Promise<Locator> {
  await builder.getByTestId("builder-add").last().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(field);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  return builder.getByTestId("builder-row").last();
}

/** The text of the filter that both the box and the builder edit. */
export function filterText(page: Page): Promise<string> {
  return page.getByTestId("filter-box").inputValue();
}
