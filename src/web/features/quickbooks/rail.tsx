/** The four steps as a rail beside the page; each is ticked off when it is complete, and says what is still missing. */
import { IconAlertTriangle, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useWords } from '../../words/use-words.tsx';
import { type Progress, type Step, steps } from './completeness.ts';
import classes from './quickbooks.module.css';

const marks = { complete: IconCircleCheckFilled, open: IconCircle, warning: IconAlertTriangle };

interface Props {
  progress: Progress;
  missing: Readonly<Partial<Record<Step, string>>>;
}

export function Rail({ progress, missing }: Props) {
  const { t } = useWords();
  return (
    <nav className={classes.rail} aria-label={t('quickBooks.steps')}>
      <ol>
        {steps.map((step, index) => {
          const state = progress[step];
          const Mark = marks[state];
          return (
            <li key={step}>
              <a href={`#${step}`} data-state={state}>
                <Mark size={17} aria-hidden="true" />
                <span>
                  {index + 1}. {t(`step.${step}`)}
                  <span className="visually-hidden"> ({t(`step.state.${state}`)})</span>
                  {missing[step] && <span className={classes.missing}>{missing[step]}</span>}
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
