import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import en from '../../i18n/en.json';
import { rendered } from '../../models/editor/render.fixture';
import { overviewQuery } from '../queries';
import { PeopleSection } from './PeopleSection';
import { type Section, withSection } from './sections';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, search, to, ...rest }: { children: ReactNode; search: object; to: string }) => (
    <a href={`${to}?${new URLSearchParams(search as Record<string, string>)}`} {...rest}>
      {children}
    </a>
  ),
}));

const nothing = () => undefined;

function empty(section: Section, people: number): Promise<string> {
  const client = new QueryClient();
  client.setQueryData(overviewQuery(undefined).queryKey, { people } as never);
  const query = { data: { pages: [{ items: [] }] }, isPending: false, isError: false } as never;
  const part = (
    <PeopleSection
      query={query}
      view={`\n-call\n${section}\n`}
      section={section}
      toSection={(next) => withSection({ section, sort: '-fit' }, next)}
      onClear={nothing}
    />
  );
  return rendered(<QueryClientProvider client={client}>{part}</QueryClientProvider>, 'en');
}

it('says that nobody is left to win where somebody is there, and leads to them in the same order', async () => {
  const shown = await empty('to_win', 1);
  expect(shown).toContain('Nobody left to win');
  expect(shown).not.toContain('Nobody yet');
  expect(shown.replaceAll('&amp;', '&')).toMatch(/section=customers&sort=-fit.*All customers.*section=everybody&sort=-fit.*Everybody/s);
});

it('waits for the first interaction only where nobody is there', async () => {
  expect(await empty('to_win', 0)).toContain('Nobody yet');
});

it('names sections as they are called where it says who comes into them', () => {
  for (const section of ['to_win', 'customers', 'everybody'] as const) expect(en.start.arrivedText).toContain(`“${en.section[section]}”`);
});
