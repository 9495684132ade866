/** The shop's money: taxes, accounts with their ledgers, payment methods. */
import { PageFrame } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { MethodsSection } from './methods-section.tsx';
import classes from './settings.module.css';
import { TaxesSection } from './taxes-section.tsx';

export function FinancePage() {
  const { t } = useWords();
  return (
    <PageFrame title={t('settings.finance')} width="text">
      <div className={classes.stack}>
        <TaxesSection />
        <AccountsSection />
        <MethodsSection />
      </div>
    </PageFrame>
  );
}
