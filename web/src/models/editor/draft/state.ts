import { amend, begin, type History, push, redo, undo } from '../doc/history';
import type { Draft, DraftContent, Fault, ModelDoc } from '../types';

/** One state of the model under work. */
export interface Work {
  /** Null while the text cannot be read as a model. */
  doc: ModelDoc | null;
  /** Null until the server has written the document into the text. */
  text: string | null;
}

/** Why a draft was not stored; a final failure is not tried again by itself. */
export interface Failure {
  error: unknown;
  final: boolean;
}

/** The editor of the draft: what is on screen, and what of it the server has. */
export interface DraftState {
  history: History<Work>;
  /** Counts the states of the model on screen; names one of them. */
  edition: number;
  /** The edition that the server has, or null when it has another draft. */
  savedEdition: number | null;
  /** The revision of the draft that the next change is made to. */
  revision: number;
  baseVersion: number;
  /** True when the draft on the server differs from the model in force. */
  changed: boolean;
  faults: Fault[];
  /** The draft of somebody else that came between; one of both must be chosen. */
  theirs: Draft | null;
  /** Why the last attempt to save failed; another object at each attempt. */
  failure: Failure | null;
  /** The last text there was, shown while a changed document is on its way into it. */
  lastText: string;
}

export type DraftAction =
  | { type: 'edit'; change: (doc: ModelDoc) => ModelDoc; key: string | null; now: number }
  | { type: 'write'; text: string; now: number }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'saved'; draft: Draft; edition: number }
  | { type: 'failed'; error: unknown; final: boolean }
  | { type: 'retry' }
  | { type: 'conflict'; theirs: Draft }
  | { type: 'seen'; draft: Draft }
  | { type: 'load'; draft: Draft }
  | { type: 'keepMine' };

export function load(draft: Draft, edition = 0): DraftState {
  return {
    history: begin({ doc: draft.doc ?? null, text: draft.text }),
    edition,
    savedEdition: edition,
    revision: draft.revision,
    baseVersion: draft.base_version,
    changed: draft.is_changed,
    faults: draft.faults,
    theirs: null,
    failure: null,
    lastText: draft.text,
  };
}

/** What the server is told of a state: its text where there is one, since that is exact. */
export function contentOf(work: Work): DraftContent | null {
  if (work.text !== null) return { text: work.text };
  return work.doc === null ? null : { doc: work.doc };
}

export function isSaved(state: DraftState): boolean {
  return state.savedEdition === state.edition;
}

function turned(state: DraftState, history: History<Work>): DraftState {
  if (history === state.history) return state;
  const lastText = history.present.text ?? state.lastText;
  return { ...state, history, edition: state.edition + 1, failure: null, lastText };
}

function saved(state: DraftState, draft: Draft, edition: number): DraftState {
  const { revision, base_version: baseVersion, is_changed: changed, faults, text } = draft;
  const known = { ...state, revision, baseVersion, savedEdition: edition, failure: null };
  if (edition !== state.edition) return { ...known, changed: true };
  // A document from the screen is kept as it is: fields being typed in must not move.
  const { doc } = state.history.present;
  const present = { doc: state.history.present.text === null ? doc : (draft.doc ?? null), text };
  return { ...known, changed, faults, lastText: text, history: amend(state.history, present) };
}

/** A look at the server's draft: somebody else's is taken over unless there is work of one's own. */
function seen(state: DraftState, draft: Draft): DraftState {
  const same = draft.revision === state.revision && draft.base_version === state.baseVersion;
  if (same || !isSaved(state) || state.theirs) return state;
  return load(draft, state.edition + 1);
}

export function reduce(state: DraftState, action: DraftAction): DraftState {
  const { history } = state;
  switch (action.type) {
    case 'edit': {
      if (history.present.doc === null) return state;
      const doc = action.change(history.present.doc);
      if (doc === history.present.doc) return state;
      return turned(state, push(history, { doc, text: null }, action.key, action.now));
    }
    case 'write': {
      if (action.text === history.present.text) return state;
      return turned(state, push(history, { doc: history.present.doc, text: action.text }, 'text', action.now));
    }
    case 'undo':
      return turned(state, undo(history));
    case 'redo':
      return turned(state, redo(history));
    case 'saved':
      return saved(state, action.draft, action.edition);
    case 'failed':
      return { ...state, failure: { error: action.error, final: action.final } };
    case 'retry':
      return { ...state, failure: null };
    case 'conflict':
      return { ...state, theirs: action.theirs };
    case 'seen':
      return seen(state, action.draft);
    case 'load':
      return load(action.draft, state.edition + 1);
    case 'keepMine':
      return state.theirs ? { ...state, revision: state.theirs.revision, baseVersion: state.theirs.base_version, theirs: null, savedEdition: null } : state;
  }
}
