import { randomUUID } from "node:crypto";

import { expect } from "@playwright/test";

import { read, scored } from "../support/api";
import { test } from "../support/fixtures";
import { eager, identify, invent, page as viewed, send, track } from "../support/ingest";
import { expectNotReloaded, mark } from "../support/screen";

interface Signals {
  items: { key: string; name: string; person: { id: string } }[];
}

test("a signal arrives by itself, with its evidence, and leads to the person", async ({ signedIn: page, ripen }) => {
  const person = invent("Signalling");
  await page.goto("/signals");
  await expect(page.getByRole("heading", { name: "Buying signals" })).toBeVisible();
  await mark(page);

  await send(
    ripen,
    identify(person, { company: "Signal Works" }),
    ...eager(person),
    track(person, "Question Asked", { text: "What is the price of one?", subject: "Price" }),
    track(person, "Quote Requested", { product: "Press" }),
    viewed(person, "/pricing", "Pricing"),
  );
  const { id } = await scored(page, person.email);
  await expect.poll(async () => (await read<Signals>(page, "/signals?limit=200")).items.some((signal) => signal.person.id === id)).toBe(true);

  const entry = page.getByTestId("signal").filter({ hasText: person.name }).first();
  await expect(entry).toBeVisible();
  await expectNotReloaded(page);
  await entry.getByTestId("signal-evidence").click();
  await expect(entry.getByTestId("evidence").first()).toBeVisible();

  await entry.getByRole("link", { name: person.name }).click();
  await expect(page.getByTestId("person-signals").getByTestId("signal").first()).toBeVisible();
});

test("the row of a person has signs of what they gave, which say what and when", async ({ signedIn: page, ripen }) => {
  const person = invent("Signed");
  await send(ripen, identify(person), ...eager(person), track(person, "Question Asked", { text: "How much is it?" }));
  const { id } = await scored(page, person.email);
  const filter = encodeURIComponent(`email = "${person.email}"`);
  await page.goto(`/?filter=${filter}`);

  const signs = page.locator(`[data-person="${id}"]`).getByTestId("recent-signals");
  await expect(signs.locator("[data-signal]").first()).toHaveAttribute("title", /.+, .+/);
  // The signs lie above the link of the row, and lead where it leads.
  await signs.click();
  await expect(page).toHaveURL(`/people/${id}`);
});

test("only one kind of signal is shown when it is chosen", async ({ signedIn: page, ripen }) => {
  const person = invent("Choosing");
  await send(ripen, identify(person), ...eager(person), track(person, "Question Asked", { text: "How much is it?" }));
  const { id } = await scored(page, person.email);
  await expect.poll(async () => (await read<Signals>(page, "/signals?limit=200")).items.some((signal) => signal.person.id === id)).toBe(true);
  const { items } = await read<Signals>(page, "/signals?limit=200");
  const key = items.find((signal) => signal.person.id === id)?.key ?? "";

  await page.goto("/signals");
  await page.getByTestId(`signal-key-${key}`).click();
  await expect(page).toHaveURL(new RegExp(`key=${key}`));
  await expect(page.getByTestId("signal").first()).toHaveAttribute("data-signal", key);
  await expect(page.locator(`[data-testid=signal]:not([data-signal="${key}"])`)).toHaveCount(0);
});

test("the number of signals on Today leads to as many, of which a kind can be chosen, and from there to the earlier ones", async ({ signedIn: page, ripen }) => {
  const person = invent("Counting");
  await send(ripen, identify(person), ...eager(person), track(person, "Question Asked", { text: "How much is it?" }));
  const { id } = await scored(page, person.email);
  await expect.poll(async () => (await read<Signals>(page, "/signals?limit=200")).items.some((signal) => signal.person.id === id)).toBe(true);
  await page.goto("/");
  await page.getByTestId("tiles").getByRole("link", { name: /Signals since yesterday/ }).click();
  await expect(page).toHaveURL(/\/signals\?since=day$/);
  const line = page.getByTestId("signals-since");
  await expect(line).toContainText(/\d+ signals? since yesterday/);
  await expect(page.getByTestId("signal-day").first()).toBeVisible();

  const key = (await page.getByTestId("signal").first().getAttribute("data-signal")) ?? "";
  await page.getByTestId(`signal-key-${key}`).click();
  await expect(page).toHaveURL(/since=day/);
  await expect(page).toHaveURL(new RegExp(`key=${key}`));
  await expect(line).toContainText(/\d+ signals? since yesterday/);
  await page.getByTestId("signals-earlier").click();
  await expect(page).toHaveURL(new RegExp(`/signals\\?key=${key}$`));
  await expect(line).toHaveCount(0);
});

test("j and k go through the signals, Enter opens the person, and Escape leads back to them", async ({ signedIn: page, ripen }) => {
  const people = ["Stepping", "Striding"].map(invent);
  await send(ripen, ...people.flatMap((person) => [identify(person), ...eager(person), track(person, "Question Asked", { text: "How much is it?" })]));
  const ids = await Promise.all(people.map(async ({ email }) => (await scored(page, email)).id));
  await expect
    .poll(async () => (await read<Signals>(page, "/signals?key=asked_price&limit=200")).items.filter(({ person }) => ids.includes(person.id)).length)
    .toBe(2);
  await page.goto("/signals?key=asked_price");
  const link = (row: number) => page.locator(`[data-row="${row}"]`).getByRole("link").first();
  await expect(link(1)).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByTestId("signal-key-asked_price")).toBeFocused();
  await page.keyboard.press("j");
  await expect(link(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(link(1)).toBeFocused();
  await page.keyboard.press("k");
  const name = await link(0).textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("person-name")).toHaveText(name ?? "");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/signals\?key=asked_price$/);
});

test("a surge at a company is shown with each of its people, and who did what", async ({ signedIn: page, ripen }) => {
  const company = `Surge ${randomUUID().slice(0, 8)}`;
  // Mailboxes of their own, so that nobody else is of the company.
  const at = `${company.toLowerCase().replace(" ", "-")}.example`;
  const working = (name: string) => ({ ...invent(name), email: `${name.toLowerCase()}@${at}` });
  const [one, other] = [working("Surging"), working("Joining")];
  // One of three writes the name otherwise, and one is known by the mailbox alone.
  await send(ripen, identify(one, { company }), identify(other, { company: `${company}, a.s.` }), identify(working("Silent")));
  await page.goto("/signals?key=company_surge");
  await mark(page);
  await send(ripen, ...eager(one), ...eager(other));

  const entry = page.getByTestId("signal").filter({ hasText: company }).first();
  await expect(entry.getByTestId("signal-company")).toContainText("2 people");
  await expectNotReloaded(page);
  await entry.getByTestId("signal-evidence").click();
  await entry.getByTestId("evidence").getByRole("link", { name: other.name }).first().click();
  const panel = page.getByTestId("person-signals");
  await expect(panel.locator("[data-signal=company_surge]")).toBeVisible();

  // The company leads to its people.
  await page.goto("/signals?key=company_surge");
  await entry.getByRole("link", { name: company }).click();
  await expect(page.getByTestId("person-row")).toHaveCount(3);
});
