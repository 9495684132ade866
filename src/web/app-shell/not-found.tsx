/** There is no page at this address. */
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state.tsx';
import { useWords } from '../words/use-words.tsx';

export function NotFound() {
  const { t } = useWords();
  return (
    <EmptyState title={t('shell.notFound')}>
      <Link to="/invoices">{t('nav.invoices')}</Link>
    </EmptyState>
  );
}
