/** The coverage table says what is true: of the dispatcher, of change data capture, of queries, and of the README. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { voidedByUpdate } from '../../src/simulator/api/request.ts';
import { coverage, coverageMarkdown, coverageRows } from '../../src/simulator/coverage.ts';
import { entityNames } from '../../src/simulator/entity.ts';
import { rules } from '../../src/simulator/operations.ts';
import { defaultSwitches } from '../../src/simulator/state/switches.ts';
import { entityClasses } from '../../src/simulator/wire/classes.ts';
import { propertyOrder } from '../../src/simulator/wire/order.ts';
import { codesOf, ridge, start } from './kit.ts';

const writes = ['create', 'update', 'void', 'delete'] as const;

describe('the coverage table', () => {
  it('is what the rules can do', () => {
    for (const entity of entityNames) {
      for (const operation of writes) {
        if (coverage[entity][operation] === 'refused') continue;
        expect(rules[entity][operation], `${operation} ${entity}`).toBeTypeOf('function');
        expect(entityClasses[entity], entity).toBeDefined();
      }
    }
  });

  it('is what the API answers: refused is 500, the rest is anything else', async () => {
    const { api } = await start();
    for (const { entity, operation, support } of coverageRows()) {
      const path = entity.toLowerCase();
      const answers = {
        create: () => api.post(path, { sparse: false }),
        update: () => api.post(path, { Id: '98765', SyncToken: '0', sparse: true }),
        void: () =>
          api.post(`${path}?operation=${voidedByUpdate.includes(path) ? 'update&include=void' : 'void'}`, {
            Id: '98765',
            SyncToken: '0',
          }),
        delete: () => api.post(`${path}?operation=delete`, { Id: '98765', SyncToken: '0' }),
        read: () => api.get(`${path}/98765`),
        query: () => api.query(`select * from ${entity}`),
        cdc: () => api.get(`cdc?entities=${entity}&changedSince=2026-09-28T00:00:00Z`),
        send: () => api.post(`${path}/98765/send`, ''),
        pdf: () => api.get(`${path}/98765/pdf`, 'application/pdf'),
      };
      const codes = codesOf(await answers[operation]());
      expect(codes.includes('500'), `${operation} ${entity}: ${codes}`).toBe(support === 'refused');
    }
  });

  it('knows only properties that the classes know', () => {
    const computed = ['SubItem', 'TaxTrackedOnPurchases', 'TaxTrackedOnSales', 'DisplayName'];
    for (const [entity, order] of Object.entries(propertyOrder)) {
      const known = Object.keys(entityClasses[entity as keyof typeof entityClasses] ?? {});
      if (known.length === 0) continue;
      const strangers = order.filter((property) => !known.includes(property) && !computed.includes(property));
      const always = ['ParentRef', 'SubDepartment', 'SubClass', 'TaxExemptionReasonId'];
      expect(
        strangers.filter((property) => !always.includes(property) && !isName(entity, property)),
        entity,
      ).toEqual([]);
    }
  });
});

/** The people share one order; not each has every property of it. */
function isName(entity: string, property: string): boolean {
  return ['Vendor', 'Employee'].includes(entity) && ['FullyQualifiedName', 'DefaultTaxCodeRef'].includes(property);
}

describe('the README', () => {
  const readme = readFileSync(new URL('../../src/simulator/README.md', import.meta.url), 'utf8');

  it('names every switch with its default', () => {
    for (const [name, value] of Object.entries(defaultSwitches)) {
      expect(readme).toContain(`| \`${name}\` | \`${value}\` |`);
    }
  });

  it('shows the coverage table as it is', () => {
    expect(readme).toContain(coverageMarkdown());
  });

  it('names tests that are there and speak of the entity', () => {
    for (const { entity, testedBy } of coverageRows()) {
      const sources = testedBy.map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
      const spoken = new RegExp(`${entity}|${entity.toLowerCase()}`);
      expect(
        sources.some((source) => spoken.test(source)),
        `${entity} in ${testedBy.join(', ')}`,
      ).toBe(true);
    }
  });

  it('is served as a page and for programs', async () => {
    const { simulator } = await start();
    expect(await (await fetch(`${simulator.url}/coverage.json`)).json()).toEqual(coverageRows());
    const page = await (await fetch(`${simulator.url}/coverage`)).text();
    for (const entity of entityNames) expect(page).toContain(`<td>${entity}</td>`);
  });

  it('names every control route', async () => {
    const { simulator } = await start();
    expect((await fetch(`${simulator.url}/control/companies/${ridge}/switches`)).status).toBe(200);
    const source = readFileSync(new URL('../../src/simulator/control-routes.ts', import.meta.url), 'utf8');
    const routes = [...source.matchAll(/app\.(get|post|patch|put|delete)\('([^']+)'/g)];
    expect(routes.length).toBeGreaterThan(20);
    for (const [, method, path] of routes) {
      expect(readme).toContain(`${method?.toUpperCase()} /control${path?.replaceAll(/:(\w+)/g, '{$1}')}`);
    }
  });
});
