import { Center } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { sessionQuery } from '../api/queries';
import { ErrorState } from '../shared/states';
import { Logo } from '../shared/Logo';
import { Shell } from './Shell';

const SignInPage = lazy(() => import('../signin/SignInPage'));

function Splash() {
  return (
    <Center mih="100dvh">
      <Logo size={44} />
    </Center>
  );
}

/** Decides between the sign-in page and the application; the address stays, so signing in continues there. */
export function Root() {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Splash />;
  if (session.isError) return <ErrorState page error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data) return <Shell session={session.data} />;
  return (
    <Suspense fallback={<Splash />}>
      <SignInPage />
    </Suspense>
  );
}
