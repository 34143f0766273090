import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Found } from './entries';
import classes from './Lists.module.css';

const ROW = 32;

/** The entries of a list, of which only those in view are drawn. */
export function Entries({ found, onRemove }: { found: readonly Found[]; onRemove: (index: number) => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: found.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12 });
  if (found.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard
    <div ref={box} className={classes.entries} tabIndex={0} role="group" aria-label={t('model.list.entries')}>
      <ul style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index: place, start }) => {
          const item = found[place];
          return (
            item && (
              <li key={item.index} className={classes.entry} style={{ height: ROW, transform: `translateY(${start}px)` }}>
                <span className={classes.ellipsis}>{item.entry}</span>
                <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('model.row.deleteOf', { name: item.entry })} onClick={() => onRemove(item.index)}>
                  <IconX size={14} />
                </ActionIcon>
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
