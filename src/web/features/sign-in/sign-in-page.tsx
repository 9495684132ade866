/** Sign in with e-mail and password; afterwards back to the page that was asked for. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { RefusedError, request } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { setUpQuery } from '../../api/set-up.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { Notice } from '../../parts/notice.tsx';
import { WholeWindow } from '../../parts/whole-window.tsx';
import { useWords } from '../../words/use-words.tsx';

export function SignInPage() {
  const { t } = useWords();
  useDocumentTitle(`${t('signIn.title')} · Tandem`);
  const { data: setUp } = useQuery(setUpQuery);
  if (setUp?.needed) return <Navigate to="/start" />;
  return (
    <WholeWindow title={t('signIn.title')}>
      <SignInForm />
    </WholeWindow>
  );
}

const required = 'second_factor_required';

function codeOf(error: Error | null): string | null {
  return error instanceof RefusedError ? error.code : null;
}

function SignInForm() {
  const { t } = useWords();
  const sentence = useSentence();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, setCodeAsked] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      request('POST', '/session', {
        body: { email: email.trim(), password, ...(codeAsked ? { code: code.trim() } : {}) },
      }),
    onError: (error) => {
      if (codeOf(error) === required) setCodeAsked(true);
      setCode('');
    },
    onSuccess: async () => {
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ href: to?.startsWith('/') && !to.startsWith('//') ? to : '/invoices' });
    },
  });
  const wrong = ['unauthenticated', 'invalid'].includes(codeOf(signIn.error) ?? '');
  const shown = codeOf(signIn.error) === required ? null : signIn.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <Stack gap="sm">
        {shown && <Notice tone="red">{wrong ? t('signIn.wrong') : sentence(shown)}</Notice>}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        />
        {codeAsked && (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={signIn.isPending} fullWidth mt={4}>
          {t('signIn.title')}
        </Button>
      </Stack>
    </form>
  );
}
