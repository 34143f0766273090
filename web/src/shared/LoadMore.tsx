import { Button, Center } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
}

/** Fetches the next page of a list. */
export function LoadMore({ hasMore, loading, onMore }: LoadMoreProps) {
  const { t } = useTranslation();
  if (!hasMore) return null;
  return (
    <Center mt="lg">
      <Button variant="default" loading={loading} onClick={onMore} data-testid="load-more">
        {t('common.loadMore')}
      </Button>
    </Center>
  );
}
