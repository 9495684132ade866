/** The way from a list of clients or items to the import, for whoever may and where QuickBooks is connected. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { useConnection } from '../../api/sync.ts';
import { useWords } from '../../words/use-words.tsx';

export function ImportLink() {
  const { t } = useWords();
  const may = useMay();
  const { data: connection } = useConnection();
  if (!may('sync') || !connection?.connected) return null;
  return (
    <Button component={Link} to="/settings/integrations/quickbooks/import" variant="default">
      {t('list.import')}
    </Button>
  );
}
