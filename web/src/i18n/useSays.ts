import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../api/message';
import { ApiError } from '../api/problem';

/** Translates by keys that the compiler cannot know, since the server brings them. */
interface Catalogue {
  exists: (key: string) => boolean;
  t: (key: string, values?: Record<string, string | number>) => string;
}

/** A value that came as JSON text, in the quotation marks of the language; what stood in a filter so stays as it was written. */
function quoted({ t }: Catalogue, code: string, value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  if (code.startsWith('filter_')) return value.includes('`') ? value : `\`${value}\``;
  try {
    return t('saidQuoted', { text: String(JSON.parse(value)) });
  } catch {
    return t('saidQuoted', { text: value.slice(1, -1) });
  }
}

/** Sentences that count something, with the parameter that says how much: their words differ by it. */
const COUNTED: Record<string, string> = { history_converted: 'converted', history_others: 'others', row_cells: 'cells' };

/** Parameters that are amounts, though they come as text. */
const AMOUNTS = new Set(['limit', 'number', 'bytes', 'cells', 'converted', 'others', 'needed', 'least', 'with', 'without']);

/** Parameters that hold what was written, or what there is to write: `stage` is a name there, and no word. */
const AS_WRITTEN = new Set(['name', 'meant', 'value', 'choices']);

/** The message in the language on screen; as the server wrote it where the catalogues do not know its code. */
export function say(catalogue: Catalogue, { message, code, params = {} }: Message): string {
  const { exists, t } = catalogue;
  const key = `said.${code}`;
  const counted = code ? COUNTED[code] : undefined;
  if (!code || !exists(counted ? `${key}_other` : key)) return message;
  const inWords = Object.entries(params).map(([name, value]) => {
    if (AMOUNTS.has(name) && /^\d+$/.test(value)) return [name, Number(value)];
    const word = `saidWord.${value}`;
    return [name, !AS_WRITTEN.has(name) && exists(word) ? t(word) : quoted(catalogue, code, value)];
  });
  const count = counted ? { count: Number(params[counted]) } : {};
  const said = t(key, { ...Object.fromEntries(inWords), ...count });
  return params.character ? `${said} (${t('saidAt', { character: params.character })})` : said;
}

/** Says messages of the server in the language on screen. */
export function useSays(): (message: Message) => string {
  const { t, i18n } = useTranslation();
  return useCallback((message) => say({ exists: (key) => i18n.exists(key), t: t as unknown as Catalogue['t'] }, message), [t, i18n]);
}

/** Everything that a reason says, in one line: "Line 12: …". */
export function useReason(): (parts: readonly Message[]) => string {
  const says = useSays();
  return useCallback(
    (parts) => {
      const [line, rest] = parts[0]?.code === 'line' ? [parts[0], parts.slice(1)] : [null, parts];
      const why = rest.map(says).join(' ');
      return line ? `${says(line)}: ${why}` : why;
    },
    [says],
  );
}

/** What the status of an answer tells, where nothing else does. */
const BY_STATUS = {
  413: 'error.tooLarge',
  429: 'error.tooMany',
  502: 'error.unreachable',
  503: 'error.unreachable',
  504: 'error.unreachable',
} as const;

/** What an error says: about the fields that are wrong, or as a whole. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useTranslation();
  const says = useSays();
  return useCallback(
    (error) => {
      if (!(error instanceof ApiError)) return t('error.unexpected');
      if (error.status === 0) return t('error.offlineText');
      if (error.isForeign) return t(BY_STATUS[error.status as keyof typeof BY_STATUS] ?? 'error.unexpected');
      return error.fields.length > 0 ? error.fields.map(says).join(' ') : says(error);
    },
    [says, t],
  );
}
