/** What every page stands in: words in the reader's language, messages, questions. The session decides the language. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/session.ts';
import { WordsProvider } from '../words/use-words.tsx';
import { Messages } from './messages.tsx';
import { Questions } from './questions.tsx';

export function Surroundings({ children }: { children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery);
  return (
    <WordsProvider
      preferred={session?.employee?.language ?? session?.company.language}
      currency={session?.company.currency ?? 'USD'}
      timeZone={session?.company.timeZone}
    >
      <Messages />
      <Questions />
      {children}
    </WordsProvider>
  );
}
