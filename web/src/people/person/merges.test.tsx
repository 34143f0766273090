import { describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../../i18n';
import { rendered } from '../../models/editor/render.fixture';
import type { PersonDetail } from '../types';
import { MergesPanel } from './MergesPanel';

// The way to another person needs the routes of the whole application.
vi.mock('./Other', () => ({ Other: ({ id, name }: { id: string; name?: string | null }) => <span>{name ?? `person ${id}`}</span> }));

const AT = '2026-03-10T12:00:00Z';

function join(nth: number) {
  const link = { kind: 'anonymous_id', value: `cookie-${nth}`, linked_at: AT, evidence: 'phone', interaction_id: `${nth}`, shared: false };
  return { interaction_id: `${nth}`, at: AT, evidence: 'phone', visitor: false, identifiers: [link] };
}

function person(joins: number): PersonDetail {
  return {
    id: '1',
    joins: Array.from({ length: joins }, (_, nth) => join(nth)),
    merges: [
      { id: '7', at: AT, other_person_id: '3', other_name: 'Petr Malý', evidence: 'alias', accepted_by: 'Jana', visitor: false },
    ],
    suggested_merges: [{ person_id: '2', name: 'Bea', evidence: 'phone', at: AT, reopened_at: AT, reopened_by: 'Eva' }],
    apart_from: [
      { person_id: '4', name: 'Dana', evidence: 'phone', at: AT, by: 'Ota' },
      { person_id: '5', name: 'Iva', evidence: 'email', at: null, by: null },
    ],
  } as unknown as PersonDetail;
}

describe.each(LANGUAGES)('in %s', (language) => {
  it('offers to settle a suggestion and to undo each join', async () => {
    const shown = await rendered(<MergesPanel person={person(2)} />, language);
    expect(shown).toMatch(/data-testid="accept-suggested"/);
    expect(shown).toMatch(/data-testid="decline-suggested"/);
    expect(shown.match(/data-testid="undo-join"/g)).toHaveLength(2);
    expect(shown).toContain('cookie-1');
    expect(shown).toContain('Jana');
    expect(shown).toContain('Petr Malý');
    expect(shown).toContain('Eva');
    expect(shown).toContain('Ota');
    expect(shown.match(/data-testid="reopen-suggested"/g)).toHaveLength(2);
    expect(shown).not.toMatch(/data-testid="became-known"/);
    expect(shown).not.toMatch(/\b(merges|identifiers)\.[a-z]/);
  });
});

it('offers the rest of the joins', async () => {
  const about = { ...person(1), joins_next: 'further' } as unknown as PersonDetail;
  const shown = await rendered(<MergesPanel person={about} />, 'en');
  expect(shown).toMatch(/data-testid="load-more"/);
});

it('keeps a long list of joins short', async () => {
  const shown = await rendered(<MergesPanel person={person(9)} />, 'en');
  expect(shown.match(/data-testid="undo-join"/g)).toHaveLength(3);
  expect(shown).toContain('Show 6 more');
  // Of those that are not here yet nobody knows how many they are.
  const more = { ...person(9), joins_next: 'further' } as unknown as PersonDetail;
  const first = await rendered(<MergesPanel person={more} />, 'en');
  expect(first).toContain('Show more');
  expect(first).not.toContain('Show 6');
});

describe.each(LANGUAGES)('in %s', (language) => {
  it('tells visitors who became known from people who were merged, and why a claim was taken back', async () => {
    const email = { ...join(1), visitor: true, identifiers: [{ ...join(1).identifiers[0], kind: 'email', value: 'a@b.example' }] };
    const merge = { id: '8', at: AT, other_person_id: '4', evidence: 'anonymous_id', visitor: true };
    const taken = { id: '9', at: AT, other_person_id: '5', evidence: 'email', visitor: false, undone_at: AT, overruled_by: '12' };
    const about = { ...person(0), joins: [email], merges: [merge, taken], suggested_merges: [], apart_from: [] } as unknown as PersonDetail;
    const shown = await rendered(<MergesPanel person={about} />, language);
    const [merges, visits] = shown.split('data-testid="became-known"');
    expect(merges).toContain('person 5');
    expect(merges).not.toMatch(/undo-/);
    expect(visits).toContain('a@b.example');
    expect(visits).toContain('person 4');
    expect(visits?.match(/data-testid="undo-/g)).toHaveLength(2);
    expect(shown).not.toMatch(/\b(merges|identifiers)\.[a-z]/);
  });
});
