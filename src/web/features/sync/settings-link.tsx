/** Leads from an issue to the step of the QuickBooks settings that mends it. */
import { Link } from '@tanstack/react-router';
import type { Issue } from '../../../contract/sync.ts';
import { useWords } from '../../words/use-words.tsx';

export function SettingsLink({ step }: { step: Issue['settingsStep'] }) {
  const { t } = useWords();
  if (!step) return null;
  return (
    <Link to="/settings/integrations/quickbooks" hash={step}>
      {t(`issues.settings.${step}`)}
    </Link>
  );
}
