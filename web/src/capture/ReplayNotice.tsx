import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../i18n/useSays';

interface ReplayNoticeProps {
  report: { replayed: number; fixed: number; still_bad: number } | undefined;
  error: Error | null;
}

/** What came of a replay. */
export function ReplayNotice({ report, error }: ReplayNoticeProps) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  if (error) {
    return (
      <Alert color="ripe" mb="md" role="alert">
        {t('bad.failed', { message: errorWords(error) })}
      </Alert>
    );
  }
  if (!report) return null;
  return (
    <Alert color={report.still_bad > 0 ? 'amber' : 'leaf'} mb="md" role="status" data-testid="replay-report">
      {t('bad.report', { count: report.replayed, fixed: report.fixed, bad: report.still_bad })}
    </Alert>
  );
}
