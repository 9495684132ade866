/** REST as a stranger's program uses it: a key, JSON, and problem documents. */
export interface ApiAnswer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

export interface ApiClient {
  call<Body = never>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer<Body>>;
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, body?: unknown): Promise<Body>;
  patch<Body>(path: string, body: unknown): Promise<Body>;
  put<Body>(path: string, body: unknown): Promise<Body>;
  remove(path: string): Promise<void>;
}

export class UnexpectedAnswer extends Error {
  constructor(method: string, path: string, answer: ApiAnswer<unknown>) {
    super(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    this.name = 'UnexpectedAnswer';
  }
}

export function apiClient(options: { url: string; key: string }): ApiClient {
  async function call<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${options.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${options.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    // The caller names the shape that this address answers.
    const parsed = (text === '' ? null : JSON.parse(text)) as Body;
    return { status: response.status, body: parsed, headers: response.headers };
  }

  async function expectOk<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await call<Body>(method, path, body);
    if (answer.status >= 300) throw new UnexpectedAnswer(method, path, answer);
    return answer.body;
  }

  return {
    call,
    get: (path) => expectOk('GET', path),
    post: (path, body = {}) => expectOk('POST', path, body),
    patch: (path, body) => expectOk('PATCH', path, body),
    put: (path, body) => expectOk('PUT', path, body),
    async remove(path) {
      await expectOk('DELETE', path);
    },
  };
}
