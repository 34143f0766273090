import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../shared/states';

/** What is shown when a page itself failed. */
export function Crash({ error }: ErrorComponentProps) {
  return <ErrorState page error={error} onRetry={() => window.location.reload()} />;
}
