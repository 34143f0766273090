import { describe, expect, it } from 'vitest';
import { cssVariables, theme } from './theme';

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours as WCAG has it. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const TEXTS = ['--mantine-color-error', '--mantine-color-dimmed', '--rp-cold', '--rp-warm', '--rp-hot', '--rp-good'];

describe.each(['light', 'dark'] as const)('the colours of the %s scheme', (scheme) => {
  it('can be read as text', () => {
    const colours: Record<string, string> = cssVariables(theme as never)[scheme];
    for (const text of TEXTS) {
      for (const ground of ['--rp-surface', '--mantine-color-body', '--rp-sunken']) {
        expect(contrast(colours[text] ?? '#000000', colours[ground] ?? '#000000'), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});
