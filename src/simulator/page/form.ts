/** Forms: read as text, act, then redirect with what was done or why it was refused. */
import type { Context } from 'hono';
import { z } from 'zod';
import { QuickBooksFault } from '../wire/fault.ts';
import { type Frame, layout } from './layout.ts';

export async function readForm(context: Context): Promise<Record<string, string>> {
  const form = await context.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

export async function show(context: Context, frame: Frame): Promise<Response> {
  const note = { done: context.req.query('done'), problem: context.req.query('problem') };
  return context.html(await layout({ note, ...frame }));
}

function withNote(address: string, name: 'done' | 'problem', note: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(note)}`;
}

/** Runs what a button asked for; a refusal is shown on the page it came from. */
export async function attempt(
  context: Context,
  options: { back: string; done: string; onward?: string },
  work: () => Promise<void>,
): Promise<Response> {
  try {
    await work();
  } catch (error) {
    return context.redirect(withNote(options.back, 'problem', refusal(error)), 303);
  }
  return redirectDone(context, options.onward ?? options.back, options.done);
}

export function redirectDone(context: Context, address: string, done: string): Response {
  return context.redirect(withNote(address, 'done', done), 303);
}

/** A refusal in words; any other error goes on. */
export function refusal(error: unknown): string {
  if (error instanceof QuickBooksFault) return `${error.code}: ${error.errors[0]?.Detail ?? ''}`;
  if (error instanceof z.ZodError) return z.prettifyError(error);
  throw error;
}
