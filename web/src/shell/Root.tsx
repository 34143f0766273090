import { Center } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';
import { lazyPart } from '../shared/lazyPart';
import { ErrorState } from '../shared/states';
import { Logo } from '../shared/Logo';
import { Shell } from './Shell';

function Splash() {
  return (
    <Center mih="100dvh">
      <Logo size={44} />
    </Center>
  );
}

const SignInPage = lazyPart(
  () => import('../access/signin/SignInPage').then((found) => found.default),
  () => <Splash />,
);

/** Decides between the sign-in page and the application; the address stays, so signing in continues there. */
export function Root() {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Splash />;
  // Who was signed in stays so when the server cannot be asked for a moment: what is being written is not lost.
  if (session.data) return <Shell session={session.data} />;
  if (session.isError) return <ErrorState page error={session.error} onRetry={() => void session.refetch()} />;
  return <SignInPage />;
}
