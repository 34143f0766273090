import { useId } from 'react';

/** The mark: one fruit from unripe to ripe. */
export function Logo({ size = 28 }: { size?: number }) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <defs>
        <linearGradient id={id} x1="4" y1="28" x2="28" y2="8" gradientUnits="userSpaceOnUse">
          <stop offset="0" stopColor="#3d8a58" />
          <stop offset="0.55" stopColor="#e0a02f" />
          <stop offset="1" stopColor="#cf4a32" />
        </linearGradient>
      </defs>
      <circle cx="16" cy="18.5" r="11.5" fill={`url(#${id})`} />
      <path d="M16.2 10C15.8 5.6 18.8 2.4 24 2c.3 4.8-2.7 7.8-7.8 8Z" fill="#2c6e46" />
    </svg>
  );
}
