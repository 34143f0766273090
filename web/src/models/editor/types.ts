import type { Message } from '../../api/message';
import type { Temperature } from '../../api/types';

/** How fast points fade; the half-lives are the model's. */
export const DECAYS = ['fast', 'normal', 'slow'] as const;
export type Decay = (typeof DECAYS)[number];

/** The scoring model in JSON, with the names of the model file. */
export interface ModelDoc {
  name: string;
  half_life: Record<Decay, string>;
  engagement: EngagementRule[];
  group: RuleGroup[];
  fit: FitRule[];
  grade: Grade[];
  lists: Record<string, string[]>;
  stage: Stage[];
  temperature: TemperatureBounds;
  index: IndexArea[];
  /** Left out where the model looks for none. */
  signal?: Signal[];
}

/** A cap on the points that several rules give together; `per` left out means ever. */
export interface RuleGroup {
  name: string;
  at_most: number;
  per?: string;
}

/** Points from the `from`-th to the `to`-th time ever, instead of the rule's own. */
export interface Frequency {
  from: number;
  to?: number;
  points: number;
}

/** Points by the value of a field of the interaction, instead of the rule's own. */
export interface PerValue {
  field: string;
  points: Record<string, number>;
}

export const VERDICTS = ['human', 'unknown', 'machine'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface EngagementRule {
  name: string;
  /** An interaction condition of the filter language. */
  when: string;
  points: number;
  decay?: Decay;
  /** A cap such as "3 per day". */
  at_most?: string;
  group?: string;
  /** Extra points the first time ever. */
  first_time?: number;
  per_value?: PerValue;
  frequency?: Frequency[];
  /** Factors by verdict; human is 1 and the others 0 where nothing is said. */
  verdicts?: Partial<Record<Verdict, number>>;
}

export interface FitRule {
  name: string;
  /** A person condition of the filter language. */
  if: string;
  points?: number;
  disqualify?: string;
  nurture?: boolean;
  of?: 'person' | 'company';
}

/** A grade letter and the fit it begins at; best first. */
export interface Grade {
  letter: string;
  from: number;
}

export interface Stage {
  key: string;
  name: string;
  from?: string[];
  when?: string;
  leave_when?: string;
  leave_to?: string;
  after_inactivity?: string;
  after_tenure?: string;
  customer?: boolean;
}

/** The bounds of an area of the fit × engagement plane; what is left out is unbounded. */
export interface Area {
  fit_from?: number;
  fit_below?: number;
  engagement_from?: number;
  engagement_below?: number;
}

export interface TemperatureRegion extends Area {
  temperature: Temperature;
}

export interface TemperatureBounds {
  warm_from: number;
  hot_from: number;
  /** Where hot begins for people in nurture; twice `hot_from` when left out. */
  nurture_hot_from?: number;
  region?: TemperatureRegion[];
}

/** An area of the score index. Later ones lie over earlier ones; the first covers the plane. */
export interface IndexArea extends Area {
  key: string;
  name: string;
}

export const DETECTORS = ['frequent', 'surge', 'return', 'abandoned', 'company_surge'] as const;
export type Detector = (typeof DETECTORS)[number];

export interface Signal {
  key: string;
  name: string;
  when?: string;
  on?: string;
  detector?: Detector;
  interactions?: string;
  until?: string;
  at_least?: number;
  people?: number;
  within?: string;
  baseline?: string;
  times_baseline?: number;
  after?: string;
  cool_down?: string;
}

/** What is wrong with a model, and where. */
export interface Fault extends Message {
  place: string;
  line?: number | null;
  column?: number | null;
}

export interface Draft {
  text: string;
  doc: ModelDoc | null;
  faults: Fault[];
  revision: number;
  base_version: number;
  is_changed: boolean;
  changed_at: string | null;
  changed_by: string | null;
}

/** The draft and the version in force that a change was made to. */
export interface DraftBase {
  revision: number;
  base_version: number;
}

/** A new state of the draft: as text, or as the document. */
export type DraftContent = { text: string } | { doc: ModelDoc };

export interface Version {
  version: number;
  name: string;
  published_at: string;
  published_by: string | null;
  note: string | null;
  in_force: boolean;
  rolled_back_from: number | null;
}

export interface Change {
  /** For example `engagement rule "Pricing page" / points`. */
  path: string;
  what: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
}

export interface Progress {
  version: number;
  behind: number;
  total: number;
}

/** A number before and after. */
export interface Turn<T = number> {
  before: T;
  after: T;
}

export interface Flow extends Turn {
  key: string;
  name?: string;
  gained: number;
  lost: number;
}

/** People by score; the last bin is open. */
export interface Histogram {
  from: number;
  step: number;
  before: number[];
  after: number[];
}

export type RuleKind = 'engagement' | 'fit';

export interface Mover {
  person: { id: string; name: string | null; email: string | null; company: string | null };
  engagement: Turn;
  fit: Turn;
  temperature: Turn<string>;
  stage: Turn<string>;
  why: ({ rule: string; kind: RuleKind } & Turn)[];
}

export interface RuleEffect {
  name: string;
  kind: RuleKind;
  people_before: number;
  people_after: number;
  points_before: number;
  points_after: number;
}

/** What a model would do to everybody, against the one in force. */
export interface TryOut {
  people: number;
  interactions: number;
  took_ms: number;
  as_of: string;
  base_version: number;
  temperature: Flow[];
  stage: Flow[];
  index: Flow[];
  engagement: Histogram;
  fit: Histogram;
  disqualified: Turn;
  movers: Mover[];
  rules: RuleEffect[];
}

/** The history is still being read for the try-out. */
export interface Loading {
  loading: { read: number; total: number };
}
