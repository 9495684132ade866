/** There is no page at this address. */
import { Link } from '@tanstack/react-router';
import { PageFrame } from '../parts/page.tsx';
import { useWords } from '../words/use-words.tsx';

export function NotFound() {
  const { t } = useWords();
  return (
    <main>
      <PageFrame title={t('shell.notFound')}>
        <Link to="/invoices">{t('nav.invoices')}</Link>
      </PageFrame>
    </main>
  );
}
