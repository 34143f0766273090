import { expect, type Page } from "@playwright/test";

import { test } from "../support/fixtures";
import { expectNotReloaded, mark } from "../support/screen";

/** The script of a page, whatever its hash. */
const MAP = /\/assets\/MapPage-[^/]*\.js$/;
const BUILDER = /\/assets\/FilterBuilder-[^/]*\.js$/;

async function openToday(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByTestId("tiles")).toBeVisible();
  await mark(page);
}

test("a page that cannot be fetched leaves the rest, and comes by itself when the network is back", async ({ signedIn: page, context }) => {
  await openToday(page);
  await context.setOffline(true);
  await page.getByRole("link", { name: "Lifecycle Map" }).click();
  await expect(page.getByTestId("missing-part")).toHaveAttribute("data-why", "offline");
  // The way back is open, with what is there already.
  await page.getByRole("link", { name: "Today" }).click();
  await expect(page.getByTestId("tiles")).toBeVisible();
  await page.getByRole("link", { name: "Lifecycle Map" }).click();
  await expect(page.getByTestId("missing-part")).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Lifecycle Map" })).toBeVisible();
  await expectNotReloaded(page);
});

test("a part that the server refuses for a while comes by itself", async ({ signedIn: page }) => {
  await page.route(BUILDER, (route) => route.fulfill({ status: 503 }));
  await openToday(page);
  await page.getByTestId("filter-build").click();
  await expect(page.getByTestId("missing-part")).toHaveAttribute("data-why", "failed");
  await expect(page.getByTestId("tiles")).toBeVisible();

  await page.unroute(BUILDER);
  await expect(page.getByTestId("builder-group").first()).toBeVisible();
  await expectNotReloaded(page);
});

test("after an upgrade a page that is gone offers to reload, and is there then", async ({ signedIn: page, ripen }) => {
  await openToday(page);
  // The new version names other files, and those of the old one are gone.
  await page.route(MAP, (route) => route.fulfill({ status: 404 }));
  await page.route(`${ripen.url}/`, (route) => route.fulfill({ contentType: "text/html", body: '<script type="module" src="/assets/index-another.js"></script>' }));
  await page.getByRole("link", { name: "Lifecycle Map" }).click();
  await expect(page.getByTestId("missing-part")).toHaveAttribute("data-why", "outdated");

  await page.unroute(MAP);
  await page.getByTestId("reload").click();
  await expect(page.getByRole("heading", { name: "Lifecycle Map" })).toBeVisible();
});

test("the styles of the library come before ours, which change them", async ({ signedIn: page }) => {
  await openToday(page);
  const owners = await page.evaluate(() =>
    [...document.styleSheets].map((sheet) => {
      const selectors = [...sheet.cssRules].map((rule) => (rule instanceof CSSStyleRule ? rule.selectorText : ""));
      return { library: selectors.some((name) => name.startsWith(".m_")), ours: selectors.some((name) => name.startsWith("._")) };
    }),
  );
  const lastOfLibrary = owners.findLastIndex(({ library }) => library);
  const firstOfOurs = owners.findIndex(({ ours }) => ours);
  expect(lastOfLibrary).toBeGreaterThanOrEqual(0);
  expect(firstOfOurs).toBeGreaterThan(lastOfLibrary);
});
