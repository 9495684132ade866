/** Below a list: how many rows are shown, and more of them, by themselves when the end comes near, or by a press. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/use-words.tsx';
import classes from './table.module.css';

export interface More {
  has: boolean;
  loading: boolean;
  load: () => void;
}

const near = '600px 0px';

export function MoreRows({ count, more: { has, loading, load } }: { count: number; more: More }) {
  const { t } = useWords();
  const foot = useRef<HTMLDivElement>(null);
  const latest = useRef(load);
  latest.current = load;
  // Anew after each page, since an end that is still near afterwards would not be told again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: count stands for the page that came.
  useEffect(() => {
    if (!has || loading || !foot.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: near,
    });
    observer.observe(foot.current);
    return () => observer.disconnect();
  }, [count, has, loading]);
  return (
    <div ref={foot} className={`${classes.foot} no-print`}>
      <span>{t(has ? 'list.shownMore' : 'list.shown', { count })}</span>
      {has && (
        <Button variant="default" loading={loading} onClick={load}>
          {t('list.more')}
        </Button>
      )}
    </div>
  );
}
