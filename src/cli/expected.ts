/** Errors that the simulator's command expects, as one sentence; null: an error that nobody expected. */
import { ConfigError } from './config.ts';

export function expectedInSimulator(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is in use. Stop what listens there, or choose another with PORT or SIMULATOR_PORT.`;
  }
  return null;
}
