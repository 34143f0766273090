import type { Page } from "@playwright/test";

/**
 * What is wrong with where the texts of a page stand: those beyond the window, those of which too little is left
 * to read, and those that lie on one another.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(measure);
}

/** Runs in the page, so it may use nothing from outside. */
function measure(): string[] {
  /** A cut text is still read when this many of its letters are left. */
  const LETTERS = 8;
  /** Lines may touch by as much as their leading, in pixels. */
  const TOUCH = 4;

  interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }

  interface Shown extends Box {
    text: string;
    element: Element;
    layer: Element | null;
  }

  const both = (one: Box, other: Box): Box => ({
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const isSeen = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest("svg, option, [aria-hidden=true]") === null &&
    // Texts for screen readers alone.
    element.clientWidth !== 1;

  /** What cuts the texts of an element, and whether they can be scrolled to. */
  const frame = (element: Element) => {
    let box: Box = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
    let scrolls = false;
    let layer: Element | null = null;
    for (let around: Element | null = element; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around);
      if (overflowX !== "visible" || overflowY !== "visible") {
        box = both(box, around.getBoundingClientRect());
        scrolls ||= overflowX === "auto" || overflowX === "scroll";
      }
      if (!layer && (position === "fixed" || position === "sticky")) layer = around;
    }
    return { box, scrolls, layer };
  };

  const faults = new Set<string>();
  const shown: Shown[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? "";
    if (!element || !words || !isSeen(element)) continue;
    const { box, scrolls, layer } = frame(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      const left = both(line, box);
      const width = left.right - left.left;
      const text = words.slice(0, 40);
      if (!scrolls && left.right > innerWidth + 1) faults.add(`beyond the window: ${text}`);
      const letters = (words.length * Math.max(0, width)) / line.width;
      if (!scrolls && line.width > width + 1 && letters < LETTERS) faults.add(`cut to ${Math.floor(letters)} letters: ${text}`);
      if (width > 1 && left.bottom - left.top > 1) shown.push({ ...left, text, element, layer });
    }
  }

  shown.sort((one, other) => one.top - other.top);
  shown.forEach((one, place) => {
    for (const other of shown.slice(place + 1)) {
      if (other.top >= one.bottom) break;
      if (one.element === other.element || one.layer !== other.layer) continue;
      const shared = both(one, other);
      if (shared.right - shared.left > TOUCH && shared.bottom - shared.top > TOUCH) {
        faults.add(`on one another: ${one.text} / ${other.text}`);
      }
    }
  });
  return [...faults];
}
