/** Holds every answer of the tests against the contract: a fault is a problem document, the rest fits its route's schema. */
import { problem } from '../../src/contract/common.ts';
import { routes } from '../../src/http/routes.ts';

export function checkAnswer(answer: {
  method: string;
  path: string;
  status: number;
  type: string;
  body: unknown;
}): void {
  const { method, path, status, type, body } = answer;
  if (!path.startsWith('/api/v1/')) return;
  const what = `${method} ${path} answered ${status} ${JSON.stringify(body)}`;
  if (status >= 500 && status !== 503) throw new Error(`A fault of ours: ${what}`);
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) throw new Error(`Not a problem document: ${what}`);
    problem.parse(body);
    return;
  }
  const bare = path.slice('/api/v1'.length).split('?')[0] ?? '';
  const route = routes.find(
    (candidate) =>
      candidate.method === method.toLowerCase() &&
      new RegExp(`^${candidate.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  );
  if (!route) return;
  if (status !== route.status) throw new Error(`The status should be ${route.status}: ${what}`);
  if (route.response === null) return;
  const result = route.response.safeParse(body);
  if (!result.success) throw new Error(`Not what the contract says: ${what}\n${result.error.message}`);
  const unknown = unknownKeys(body, result.data, '');
  if (unknown.length > 0) throw new Error(`Not in the contract: ${unknown.join(', ')} of ${method} ${path}`);
}

/** What was sent but is not in the schema, which zod drops silently. */
function unknownKeys(sent: unknown, known: unknown, path: string): string[] {
  if (typeof sent !== 'object' || sent === null || typeof known !== 'object' || known === null) return [];
  return Object.keys(sent).flatMap((key) =>
    key in known ? unknownKeys(Reflect.get(sent, key), Reflect.get(known, key), `${path}.${key}`) : [`${path}.${key}`],
  );
}
