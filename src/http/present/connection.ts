/** The connection as people see it: never a token, and whether it is about to end. */
import type { Connection as Body, Integration } from '../../contract/integration.ts';
import type { Connection } from '../../db/connections.ts';

const expiringMs = 14 * 86_400_000;

export function presentConnection(
  connection: Connection | null,
  enabled: boolean,
  now: Date,
): Omit<Body, 'environment'> {
  const live = connection !== null && connection.state !== 'disconnected' ? connection : null;
  return {
    connected: live?.state === 'connected',
    enabled,
    realmId: live?.realmId ?? null,
    companyName: live?.companyName ?? null,
    country: live?.country ?? null,
    currency: live?.currency ?? null,
    edition: live?.edition ?? null,
    taxMode: live?.taxMode ?? null,
    connectedBy: live?.connectedBy ?? null,
    connectedAt: live?.connectedAt.toISOString() ?? null,
    expiresAt: live?.refreshExpiresAt?.toISOString() ?? null,
    health: healthOf(live, now),
  };
}

function healthOf(live: Connection | null, now: Date): Body['health'] {
  if (!live) return 'not_connected';
  if (live.state === 'lost') return 'lost';
  if (live.suspendedUntil && live.suspendedUntil > now) return 'suspended';
  const ends = live.refreshExpiresAt;
  return ends && ends.getTime() - now.getTime() < expiringMs ? 'expiring' : 'ok';
}

export function presentIntegrations(
  rows: readonly { id: string; enabled: boolean }[],
  connection: Connection | null,
): Integration[] {
  const enabled = (id: string) => rows.some((row) => row.id === id && row.enabled);
  const common = { section: 'invoicing' as const, exclusiveGroup: 'quickbooks' };
  return [
    {
      ...common,
      id: 'quickbooks',
      name: 'QuickBooks Online (2-way)',
      available: true,
      enabled: enabled('quickbooks'),
      connected: connection?.state === 'connected',
    },
    {
      ...common,
      id: 'quickbooks_one_way',
      name: 'QuickBooks Online (1-way)',
      available: false,
      enabled: enabled('quickbooks_one_way'),
      connected: false,
    },
  ];
}
