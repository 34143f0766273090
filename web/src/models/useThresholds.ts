import { useQuery } from '@tanstack/react-query';
import { useModelKey } from './modelKey';
import { modelQuery } from './queries';

/** A number that a score is held against in a model file: bounds of temperatures, areas and grades, and conditions. */
const COMPARED = /(?:\b(?:from|\w+_from|\w+_below)\s*=|\b(?:engagement|fit)\s*(?:[<>]=?|!?=|(?:not\s+)?between|(?:not\s+)?in\s*\())\s*(-?\d+(?:\.\d+)?)/g;

/** The numbers that a model holds scores against. */
export function thresholdsOf(text: string): number[] {
  return [...text.matchAll(COMPARED)].map((found) => Number(found[1]));
}

/** The thresholds of the model that is shown; undefined until they are known. */
export function useThresholds(): readonly number[] | undefined {
  return useQuery({ ...modelQuery(useModelKey()), select }).data;
}

/** Kept outside, so that the text is read once for all rows of a list. */
function select({ text }: { text: string }): number[] {
  const known = READ.get(text) ?? thresholdsOf(text);
  READ.clear();
  READ.set(text, known);
  return known;
}

const READ = new Map<string, number[]>();
