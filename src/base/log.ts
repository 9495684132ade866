/** Structured logs, one JSON object a line. Secrets and tokens never reach them. */
import { type DestinationStream, type Logger as Pino, pino } from 'pino';

export type Logger = Pino;

const secretPaths = ['password', 'token', 'accessToken', 'refreshToken', 'key', 'secret', 'authorization', 'cookie'];

export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      redact: { paths: secretPaths.flatMap((path) => [path, `*.${path}`]), censor: '[hidden]' },
    },
    options.destination ?? pino.destination(2),
  );
}
