import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { useErrorWords } from '../../i18n/useSays';
import { Logo } from '../../shared/Logo';
import { LanguageSwitch } from '../../shell/LanguageSwitch';
import { SchemeSwitch } from '../../shell/SchemeSwitch';
import { useSignIn } from './mutations';
import classes from './SignInPage.module.css';

/** What went wrong, in words for who is signing in. */
function useFailure(error: unknown): string | null {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  if (!error) return null;
  if (!(error instanceof ApiError)) return t('error.unexpected');
  if (error.status === 401) return t('signIn.wrong');
  if (error.status === 429) return t('signIn.tooMany', { count: error.retryAfter ?? 60 });
  return errorWords(error);
}

function SignInForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const failure = useFailure(signIn.error);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };

  return (
    <form onSubmit={submit} data-testid="sign-in-form" aria-label={t('signIn.title')}>
      <Stack gap="md">
        {failure && (
          <Alert color="ripe" variant="light" role="alert" data-testid="sign-in-error">
            {failure}
          </Alert>
        )}
        <TextInput
          name="email"
          type="email"
          label={t('signIn.email')}
          autoComplete="username"
          required
          withAsterisk={false}
          size="md"
          data-testid="sign-in-email"
        />
        <PasswordInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          data-testid="sign-in-password"
        />
        <Button type="submit" size="md" mt="xs" loading={signIn.isPending} data-testid="sign-in-submit">
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** The door. */
export default function SignInPage() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('signIn.title')} · Ripen`;
  }, [t]);
  return (
    <main className={classes.page}>
      <section className={classes.pitch}>
        <div className={classes.orchard} aria-hidden>
          <span data-ripeness="cold" />
          <span data-ripeness="warm" />
          <span data-ripeness="hot" />
        </div>
        <p className={classes.claim}>{t('signIn.claim')}</p>
        <p className={classes.detail}>{t('signIn.detail')}</p>
      </section>
      <section className={classes.door}>
        <div className={classes.card}>
          <div className={classes.brand}>
            <Logo size={34} />
            <span>Ripen</span>
          </div>
          <h1 className={classes.title}>{t('signIn.title')}</h1>
          <SignInForm />
        </div>
        <Group gap="xs" justify="center">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </section>
    </main>
  );
}
