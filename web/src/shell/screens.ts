/** The screens that the palette leads to, each with the key of its name. */
export const SCREENS = [
  { to: '/', label: 'nav.today' },
  { to: '/map', label: 'nav.map' },
  { to: '/signals', label: 'signals.title' },
  { to: '/model', label: 'nav.model' },
  { to: '/model/versions', label: 'model.versions.title' },
  { to: '/model/backtest', label: 'backtest.title' },
  { to: '/model/suggestions', label: 'suggest.title' },
  { to: '/bad-events', label: 'nav.badEvents' },
] as const;
