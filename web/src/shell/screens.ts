/** The screens that the palette leads to, each with the key of its name and of other words that it is found by. */
export const SCREENS = [
  { to: '/', label: 'nav.today', also: 'palette.also.today' },
  { to: '/map', label: 'nav.map', also: 'palette.also.map' },
  { to: '/signals', label: 'signals.title', also: 'palette.also.signals' },
  { to: '/model', label: 'nav.model', also: 'palette.also.model' },
  { to: '/model/versions', label: 'model.versions.title', also: 'palette.also.versions' },
  { to: '/model/backtest', label: 'backtest.title', also: 'palette.also.backtest' },
  { to: '/model/suggestions', label: 'suggest.title', also: 'palette.also.suggestions' },
  { to: '/bad-events', label: 'nav.badEvents', also: 'palette.also.badEvents' },
  { to: '/keys', label: 'keys.title', also: 'palette.also.keys' },
] as const;
