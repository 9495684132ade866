/** The cookie that binds a consent's state to the browser that asked for it. */
import type { HttpConfig } from './context.ts';

export const connectCookieName = 'tandem_connect';

export function connectCookie(config: Pick<HttpConfig, 'cookieSecure'>, value: string): string {
  const secure = config.cookieSecure ? '; Secure' : '';
  return `${connectCookieName}=${value}; Path=/api/v1/integrations/quickbooks; HttpOnly; SameSite=Lax; Max-Age=900${secure}`;
}
