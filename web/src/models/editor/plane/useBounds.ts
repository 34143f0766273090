import { useState } from 'react';
import type { Area } from '../types';
import { type Bounds, boundsOf, fits } from './geometry';

type People = readonly { fit: number; engagement: number }[];

/** The bounds of a plane. They hold still while edges move, and grow when one is set outside. */
export function useBounds(areas: readonly Area[], people: People): Bounds {
  const [held, setHeld] = useState(() => ({ people, bounds: boundsOf(areas, people) }));
  if (held.people !== people || !fits(areas, held.bounds)) setHeld({ people, bounds: boundsOf(areas, people) });
  return held.bounds;
}
