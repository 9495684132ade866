/** What telling others works with; all that touches the world is passed in. */
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Seal } from '../base/seal.ts';
import type { Database } from '../db/database.ts';
import type { StoredIssue } from '../db/issues.ts';
import type { PostOptions } from '../telling/post-webhook.ts';
import type { Smtp } from '../telling/smtp.ts';
import type { Language } from '../telling/words/words.ts';

export interface TellingContext {
  database: Database;
  clock: Clock;
  log: Logger;
  seal: Seal;
  publicUrl: string;
  webhooks: PostOptions;
  /** null: no e-mail is queued or sent. */
  smtp: Smtp | null;
  /** An issue as the page names it. */
  issueTitle(issue: StoredIssue, language: Language): string;
}
