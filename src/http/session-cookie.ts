/** The page's session cookie: out of reach of scripts, not sent along from other sites' requests. */
import type { HttpConfig } from './context.ts';

export const sessionCookie = 'tandem_session';

/** `token` null removes it. */
export function sessionCookieHeader(config: HttpConfig, token: string | null, seconds: number): string {
  const parts = [`${sessionCookie}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (config.cookieSecure) parts.push('Secure');
  parts.push(`Max-Age=${token === null ? 0 : seconds}`);
  return parts.join('; ');
}
