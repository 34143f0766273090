import {
  IconBuildingSkyscraper,
  IconCoin,
  IconCreditCard,
  IconEye,
  type Icon,
  IconMailFast,
  IconMessageQuestion,
  IconPresentation,
  IconRefresh,
  IconRoute,
  IconShoppingCartX,
  IconSparkles,
  IconTarget,
  IconTrendingUp,
} from '@tabler/icons-react';
import { createElement } from 'react';

/** Words in the keys of signals, and what they look like; the first that fits counts. */
const ICONS: readonly [RegExp, Icon][] = [
  [/cart|checkout|abandon/, IconShoppingCartX],
  [/pay/, IconCreditCard],
  [/price|quote|offer/, IconCoin],
  [/demo|trial/, IconPresentation],
  [/question|asked/, IconMessageQuestion],
  [/campaign|mail/, IconMailFast],
  [/target|title|account/, IconTarget],
  [/company/, IconBuildingSkyscraper],
  [/surge/, IconTrendingUp],
  [/return|silence|back/, IconRefresh],
  [/content|move/, IconRoute],
  [/visit|product|service/, IconEye],
];

/** A sign for a signal, chosen by its key, which the business may have made up. */
export function iconOf(key: string): Icon {
  return ICONS.find(([word]) => word.test(key))?.[1] ?? IconSparkles;
}

export function SignalIcon({ signal, size = 18 }: { signal: string; size?: number }) {
  return createElement(iconOf(signal), { size, stroke: 1.8, 'aria-hidden': true });
}
