import { type Accepted, type Rules, withPoints } from '../suggestions/apply';
import { api, unwrap } from './client';

/** The draft as far as points are concerned: both forms of the model travel with it. */
interface DraftDoc {
  revision: number;
  doc: Rules | null;
}

/** The draft cannot be read, so nothing can be changed in it line by line. */
export class FaultyDraft extends Error {}

/**
 * Changes points in the draft of the model. Fails when the draft cannot be
 * read, and when somebody else changes it in the meantime.
 */
export async function acceptPoints(accepted: readonly Accepted[]): Promise<{ changed: number; unknown: string[] }> {
  const draft = (await unwrap(api.GET('/api/v1/model/draft'))) as unknown as DraftDoc;
  if (!draft.doc) throw new FaultyDraft('the draft has faults');
  const { model, unknown } = withPoints(draft.doc, accepted);
  const changed = accepted.length - unknown.length;
  if (changed > 0) {
    const body = { revision: draft.revision, doc: model };
    await unwrap(api.PUT('/api/v1/model/draft', { body: body as never }));
  }
  return { changed, unknown };
}
