import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Unripe to ripe: leaf is the brand, frost is cold, amber is warm, ripe is hot. */
const leaf: MantineColorsTuple = [
  '#eff7f1', '#dcecdf', '#b9d9c1', '#93c4a0', '#70b083', '#569f6e', '#428b5c', '#2f744a', '#245c3a', '#18432a',
];
const frost: MantineColorsTuple = [
  '#f1f5f8', '#e2e9ef', '#c8d4df', '#a9bccb', '#8ba3b7', '#728da4', '#5c778f', '#4a6278', '#3a4e60', '#293846',
];
const amber: MantineColorsTuple = [
  '#fff7e6', '#fcebc7', '#f8d791', '#f2c05a', '#eaab32', '#d9941b', '#b97710', '#93590b', '#744609', '#553306',
];
const ripe: MantineColorsTuple = [
  '#fef1ed', '#fbdfd7', '#f5bdae', '#ee9681', '#e5735a', '#d9563c', '#c7432b', '#ab3520', '#892918', '#661d10',
];
/** Neutrals leaning to warm paper in the light and to deep leaf in the dark. */
const gray: MantineColorsTuple = [
  '#faf9f6', '#f4f2ed', '#e9e6df', '#dad6cd', '#c3beb3', '#a29d92', '#7d7a70', '#5f5d55', '#43423c', '#2b2b27',
];
const dark: MantineColorsTuple = [
  '#dfe5e1', '#b9c3bd', '#98a49d', '#6d7a73', '#333d37', '#2e3832', '#27302b', '#1c2420', '#151b18', '#0f1412',
];

const font = "'Figtree Variable', ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif";

export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: { light: 7, dark: 7 },
  colors: { leaf, frost, amber, ripe, gray, dark, red: ripe },
  black: '#1d2420',
  fontFamily: font,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
  headings: {
    fontFamily: font,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.2' },
      h2: { fontSize: '1.125rem', lineHeight: '1.3' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // The head of a dialog is not the banner of the page.
    Modal: { styles: { title: { fontWeight: 650 } }, defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Drawer: { styles: { title: { fontWeight: 650 } }, defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
});

/** Names for roles of colour, so that components never choose a shade themselves. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f5f0',
    '--mantine-color-dimmed': '#66675f',
    '--mantine-color-placeholder': '#73736a',
    '--mantine-color-error': '#b0351f',
    '--mantine-color-default-hover': '#fbfaf7',
    '--mantine-color-default-border': '#d9d5cb',
    '--rp-surface': '#ffffff',
    '--rp-sunken': '#f4f2ec',
    '--rp-line': '#e6e2d9',
    '--rp-track': '#ebe8e0',
    '--rp-hover': '#fbfaf7',
    '--rp-shadow': '0 1px 2px rgb(40 36 24 / 5%), 0 4px 16px rgb(40 36 24 / 4%)',
    '--rp-glow': '#fdf3d9',
    '--rp-cold': '#4a6278',
    '--rp-cold-soft': '#e8eef3',
    '--rp-warm': '#8a5208',
    '--rp-warm-soft': '#fcefd2',
    '--rp-hot': '#b0351f',
    '--rp-hot-soft': '#fce5de',
    '--rp-good': '#28663f',
    '--rp-good-soft': '#e1f0e5',
    '--rp-bar-engagement': '#d9941b',
    '--rp-bar-fit': '#428b5c',
  },
  dark: {
    '--mantine-color-body': '#111614',
    '--mantine-color-dimmed': '#9aa69f',
    '--mantine-color-placeholder': '#a0aca5',
    '--mantine-color-error': '#f0917b',
    '--mantine-color-default': '#1e2521',
    '--mantine-color-default-hover': '#27302b',
    '--mantine-color-default-border': '#3a463f',
    '--rp-surface': '#191f1c',
    '--rp-sunken': '#141a17',
    '--rp-line': '#2a332e',
    '--rp-track': '#2a332e',
    '--rp-hover': '#1e2521',
    '--rp-shadow': '0 1px 2px rgb(0 0 0 / 30%)',
    '--rp-glow': '#332a14',
    '--rp-cold': '#a9bccb',
    '--rp-cold-soft': '#232e38',
    '--rp-warm': '#f2c05a',
    '--rp-warm-soft': '#3a2d11',
    '--rp-hot': '#f0917b',
    '--rp-hot-soft': '#42211a',
    '--rp-good': '#93c4a0',
    '--rp-good-soft': '#1d3325',
    '--rp-bar-engagement': '#eaab32',
    '--rp-bar-fit': '#569f6e',
  },
});
