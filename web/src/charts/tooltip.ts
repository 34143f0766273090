import type { ChartColors } from './useColors';

/** The look all tooltips share. */
export function tooltipStyle(colors: ChartColors) {
  return {
    backgroundColor: colors.surface,
    borderColor: colors.line,
    borderRadius: 9,
    padding: [8, 12],
    textStyle: { color: colors.ink, fontFamily: "'Figtree Variable', sans-serif", fontSize: 13 },
    confine: true,
    // A name may be one long word; a tooltip is no wider than a telephone.
    extraCssText: 'max-width: min(320px, 90vw); white-space: normal; overflow-wrap: anywhere;',
  };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes a text from outside safe inside the HTML of a tooltip. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
