/** Shows the questions of `askFirst`, one at a time. The dialog is loaded with the first question. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { hostQuestions, type Question } from '../parts/ask-first.ts';

const QuestionDialog = lazy(async () => ({ default: (await import('./question-dialog.tsx')).QuestionDialog }));

export function Questions() {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => hostQuestions(setQuestion), []);
  return (
    question && (
      <Suspense fallback={null}>
        <QuestionDialog question={question} close={() => setQuestion(null)} />
      </Suspense>
    )
  );
}
