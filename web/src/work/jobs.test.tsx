import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { ApiError } from '../api/problem';
import { sessionQuery } from '../api/session';
import type { Language } from '../i18n';
import { rendered } from '../models/editor/render.fixture';
import { CallOff } from './CallOffDialog';
import { laidOut } from './JobRow';
import { JobsPage } from './JobsPage';
import { jobsQuery } from './queries';
import type { Job, JobPage, JobState } from './types';

let search: { state?: JobState } = {};

vi.mock('@tanstack/react-router', () => ({
  getRouteApi: () => ({ useSearch: () => search, useNavigate: () => () => undefined }),
  Link: ({ children }: { children: React.ReactNode }) => <a href="/">{children}</a>,
}));

const job = (id: string, more: Partial<Job> = {}): Job => ({
  id,
  name: 'learn',
  key: 'learn',
  told: '{}',
  state: 'dead',
  made_at: '2026-11-27T12:00:00Z',
  due_at: '2026-11-27T12:00:00Z',
  attempts: 20,
  most_attempts: 20,
  ended_at: '2026-11-28T01:00:00Z',
  error: 'the database could not be reached',
  ...more,
});

const queues: JobPage['queues'] = [
  { name: 'prompt', waiting: 3, due: 1, lag_seconds: 12, running: 0, dead: 2 },
  { name: 'long', waiting: 1, due: 0, lag_seconds: 0, running: 1, dead: 1 },
];

/** Draws the page for a role, where these jobs of a state are known. */
function drawn(items: Job[], { role = 'admin', state, language = 'en' }: { role?: string; state?: JobState; language?: Language } = {}): Promise<string> {
  search = { state };
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, { user: { email: 'a@b.example', name: 'Ada', role }, live: '' } as never);
  client.setQueryData(jobsQuery(state ?? 'dead').queryKey, { pages: [{ items, queues, next_cursor: null }], pageParams: [null] });
  const page = (
    <QueryClientProvider client={client}>
      <JobsPage />
    </QueryClientProvider>
  );
  return rendered(page, language);
}

const text = (html: string) => html.replaceAll(/<style.*?<\/style>/gs, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

it('begins with the queues, in words of the language', async () => {
  expect(text(await drawn([]))).toContain('Short jobs 12 sec late Waiting 3 Of those, due now 1 Running 0 Failed 2 Long computations on time');
  expect(text(await drawn([], { language: 'tr' }))).toContain('Kısa işler 12 sn. gecikmeli Bekleyen 3');
  expect(text(await drawn([], { language: 'cs' }))).toContain('Krátké úlohy zpoždění 12 s Čeká 3');
});

it('shows what failed with its reason, and how often it was tried', async () => {
  const page = await drawn([job('41'), job('40', { name: 'of_a_version_to_come', key: 'hook 7', error: `A reason ${'x'.repeat(400)}` })]);
  expect(text(page)).toMatch(/Learning who becomes a customer failed .* try 20 of 20 made .* No\. 41 The database could not be reached What it was told Try again/);
  // A name that is not known stands as it is, and a key that says more beside it.
  expect(text(page)).toContain('of_a_version_to_come hook 7');
  expect([...page.matchAll(/data-testid="job-error-whole"/g)]).toHaveLength(1);
  expect(page).toContain('x'.repeat(400));
  expect(page).not.toContain('job-call-off');
  expect([...page.matchAll(/data-row="(\d)"/g)].map(([, row]) => row)).toEqual(['0', '1']);
});

it('offers to call off what has not ended, and says why the last try failed', async () => {
  const waiting = job('42', { state: 'waiting', attempts: 3, ended_at: null, error: '`hook` answered with 500' });
  const page = await drawn([waiting, job('43', { state: 'waiting', attempts: 0, ended_at: null, error: null })], { state: 'waiting' });
  expect(text(page)).toMatch(/due .* try 3 of 20 .* The last try failed: .*hook/);
  expect(text(page)).toContain('not tried yet');
  expect([...page.matchAll(/data-testid="job-call-off"/g)]).toHaveLength(2);
  expect(page).not.toContain('job-retry');
});

it.each([
  ['dead', 'Nothing has failed'],
  ['waiting', 'Nothing is waiting'],
  ['running', 'Nothing is running'],
  ['cancelled', 'Nothing was called off'],
] as const)('says of an empty list what that means: %s', async (state, words) => {
  const page = await drawn([], { state });
  expect(page).toContain('data-testid="empty-state"');
  expect(text(page)).toContain(words);
});

it('tells whoever is no administrator who may see it, and shows nothing else', async () => {
  const page = await drawn([job('41')], { role: 'member' });
  expect(text(page)).toContain('This page is for administrators');
  expect(page).not.toMatch(/job-row|data-testid="queues"|error-state/);
});

/** What is asked before a job in this state is called off, or what came of it. */
function dialog(state: JobState, error: unknown = null): Promise<string> {
  return rendered(<CallOff job={job('41', { state })} error={error} pending={false} onClose={vi.fn()} onCallOff={vi.fn()} />, 'en');
}

it('says what calling off means: what is worked on changes nothing from then on', async () => {
  expect(text(await dialog('waiting'))).toContain('It will not be done.');
  expect(text(await dialog('running'))).toContain('from now on it changes nothing');
  // What was refused is not asked for again; what did not get there is.
  const refused = await dialog('waiting', new ApiError(409, 'the job was called off already'));
  expect(text(refused)).toContain('somebody called it off already');
  expect(refused).not.toContain('call-off-confirm');
  expect(await dialog('waiting', new ApiError(0, 'No answer'))).toContain('call-off-confirm');
});

it('lays out what a job was told, and leaves what is no JSON as it is', () => {
  expect(laidOut('{"lead":7}')).toBe('{\n  "lead": 7\n}');
  expect(laidOut('{"lead":')).toBe('{"lead":');
});
