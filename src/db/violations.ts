/** Postgres' faults, told apart by their code and the constraint's name, never by words. */
import postgres from 'postgres';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
/** Deadlock, serialization, too many connections, shutting down; and a connection that broke. */
const passing = new Set(['40P01', '40001', '53300', '57P01', '57P02', '57P03']);
const brokenConnection = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/** True when the unique constraint or index named `constraint` refused the statement. */
export function isViolationOf(error: unknown, constraint: string): boolean {
  return hasCode(error, uniqueViolation) && error.constraint_name === constraint;
}

export function isForeignKeyViolation(error: unknown): boolean {
  return hasCode(error, foreignKeyViolation);
}

/** A fault that may be gone the next time. */
export function isPassing(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return passing.has(error.code);
  return error instanceof Error && 'code' in error && brokenConnection.has(String(error.code));
}

function hasCode(error: unknown, code: string): error is postgres.PostgresError {
  return error instanceof postgres.PostgresError && error.code === code;
}
