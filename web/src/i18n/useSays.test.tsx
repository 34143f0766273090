import { expect, it } from 'vitest';
import type { Message } from '../api/message';
import { ApiError, toApiError } from '../api/problem';
import { rendered } from '../models/editor/render.fixture';
import { useErrorWords, useReason, useSays } from './useSays';

function Says({ message }: { message: Message }) {
  return <p>{useSays()(message)}</p>;
}

function Reason({ parts }: { parts: Message[] }) {
  return <p>{useReason()(parts)}</p>;
}

function ErrorWords({ error }: { error: unknown }) {
  return <p>{useErrorWords()(error)}</p>;
}

const text = (html: string) => /<p>(.*)<\/p>/s.exec(html)?.[1];

it('says a message by its code, with what is filled in put into words too', async () => {
  const message = { message: 'expected a number, found the end', code: 'filter_number', params: { found: 'the end' } };
  expect(text(await rendered(<Says message={message} />, 'cs'))).toBe('Tady má být číslo, ne konec filtru.');
  expect(text(await rendered(<Says message={message} />, 'tr'))).toBe('Bir sayı bekleniyordu, filtrenin sonu bulundu.');
  const placed = { ...message, params: { found: 'x', character: '7' } };
  expect(text(await rendered(<Says message={placed} />, 'en'))).toBe('Expected a number, found x. (character 7)');
});

it('quotes what came in as the language does, and what a filter says as it is written', async () => {
  const message = { message: '', code: 'no_time', params: { field: 'timestamp', value: '"last \\"Tuesday\\""' } };
  expect(text(await rendered(<Says message={message} />, 'en'))).toMatch(/^`timestamp` is “last &quot;Tuesday&quot;”, but/);
  expect(text(await rendered(<Says message={message} />, 'tr'))).toContain('“last &quot;Tuesday&quot;”');
  expect(text(await rendered(<Says message={message} />, 'cs'))).toContain('„last &quot;Tuesday&quot;“');
  const number = { ...message, params: { field: 'timestamp', value: '12' } };
  expect(text(await rendered(<Says message={number} />, 'en'))).toMatch(/^`timestamp` is 12, but/);
  const filter = { message: '', code: 'filter_number', params: { found: '"5"' } };
  expect(text(await rendered(<Says message={filter} />, 'en'))).toBe('Expected a number, found `&quot;5&quot;`.');
});

it('says in Czech what there is not, whatever its gender', async () => {
  const said = ['stage', 'list', 'field', 'kind of interaction'].map(async (what) => {
    const message = { message: '', code: 'filter_none_meant', params: { what, name: 'x', meant: 'y' } };
    return text(await rendered(<Says message={message} />, 'cs'));
  });
  expect(await Promise.all(said)).toEqual([
    'Neexistuje fáze `x`. Nemysleli jste `y`?',
    'Neexistuje seznam `x`. Nemysleli jste `y`?',
    'Neexistuje pole `x`. Nemysleli jste `y`?',
    'Neexistuje druh interakce `x`. Nemysleli jste `y`?',
  ]);
});

it('says of the top of a list how many can be there and by what, in words of the language', async () => {
  const range = { message: '', code: 'filter_top_range', params: { limit: '100000' } };
  expect(text(await rendered(<Says message={range} />, 'cs'))?.replaceAll('\u00a0', ' ')).toBe('Počet lidí na začátku pořadí musí být od 1 do 100 000.');
  expect(text(await rendered(<Says message={range} />, 'tr'))).toBe('En üstteki kişi sayısı 1 ile 100.000 arasında olmalı.');
  const score = { message: '', code: 'filter_one_of', params: { what: 'score', name: 'foo', choices: 'fit' } };
  expect(text(await rendered(<Says message={score} />, 'cs'))).toMatch(/^Neexistuje skóre `foo`/);
  expect(text(await rendered(<Says message={score} />, 'tr'))).toMatch(/^Bilinmeyen puan: `foo`/);
});

it('translates what something is, and no name that one may write', async () => {
  const message = { message: '', code: 'filter_none_meant', params: { what: 'field', name: 'channel', meant: 'stage' } };
  expect(text(await rendered(<Says message={message} />, 'tr'))).toBe('Böyle bir alan yok: `channel`. `stage` mi demek istediniz?');
});

it('leaves what it does not know as the server wrote it', async () => {
  const codes = [undefined, null, 'of_a_version_to_come'];
  const shown = await Promise.all(codes.map((code) => rendered(<Says message={{ message: 'as it came', code }} />, 'tr')));
  expect(shown.map(text)).toEqual(codes.map(() => 'as it came'));
});

it('says everything that a reason says, with its line first', async () => {
  const parts: Message[] = [
    { message: 'line 3', code: 'line', params: { line: '3' } },
    { message: 'x', code: 'address_unread', params: { value: 'jan@' } },
    { message: 'y', code: 'phone_unread', params: { value: '12' } },
  ];
  const said = text(await rendered(<Reason parts={parts} />, 'cs'));
  expect(said).toMatch(/^Řádek 3: E-mailovou adresu „jan@“ nelze přečíst\. Telefonní číslo „12“/);
});

it('says of an error which fields are wrong, or what it is as a whole', async () => {
  const field = { field: 'name', message: 'a name has 1 to 100 characters', code: 'name_length', params: { limit: '100' } };
  const refused = new ApiError(400, 'name: a name has 1 to 100 characters', [field]);
  expect(text(await rendered(<ErrorWords error={refused} />, 'tr'))).toBe('Ad 1 ila 100 karakter olmalı.');
  const gone = new ApiError(404, 'gone', [], null, { code: 'gone' });
  expect(text(await rendered(<ErrorWords error={gone} />, 'cs'))).toBe('Nic takového tu není, nebo už není.');
  expect(text(await rendered(<ErrorWords error={new Error('boom')} />, 'en'))).toBe('Something unexpected happened.');
});

const ofProxy = async (status: number, statusText: string, language: 'en' | 'tr' | 'cs') =>
  text(await rendered(<ErrorWords error={toApiError(new Response(null, { status, statusText }), '<html>')} />, language));

it('says what a proxy means in the language on screen, by the status', async () => {
  const unreachable = ['The server cannot be reached, or is starting again. Try again in a moment.', 'Sunucuya ulaşılamıyor', 'Server je nedostupný'];
  expect(await ofProxy(502, 'Bad Gateway', 'en')).toBe(unreachable[0]);
  // Over HTTP/2 there are no words with the status.
  expect(await ofProxy(503, '', 'tr')).toContain(unreachable[1]);
  expect(await ofProxy(504, '', 'cs')).toContain(unreachable[2]);
  expect(await ofProxy(500, 'Internal Server Error', 'cs')).toBe('Nastala neočekávaná chyba.');
  expect(await ofProxy(413, '', 'en')).toBe('What was sent is too large.');
  expect(await ofProxy(429, '', 'cs')).toContain('Příliš mnoho požadavků.');
});

const cells = (many: string) => ({ message: '', code: 'row_cells', params: { cells: many, header: '3', delimiter: '`,`' } });

it('counts as the language does', async () => {
  expect(text(await rendered(<Says message={cells('1')} />, 'en'))).toMatch(/^It has 1 cell, the header has 3/);
  expect(text(await rendered(<Says message={cells('4')} />, 'en'))).toMatch(/^It has 4 cells/);
  expect(text(await rendered(<Says message={cells('4')} />, 'cs'))).toMatch(/^Řádek má 4 buňky, záhlaví 3/);
  expect(text(await rendered(<Says message={cells('5')} />, 'cs'))).toMatch(/^Řádek má 5 buněk/);
  expect(text(await rendered(<Says message={cells('1')} />, 'tr'))).toMatch(/^1 hücresi var/);
});
