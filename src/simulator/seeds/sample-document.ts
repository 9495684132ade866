/** A document of the sample company, before it has an id. */
import type { PlainDate } from '../../base/clock.ts';
import type { EntityName } from '../entity.ts';
import type { JsonObject } from '../json.ts';

/** A document and the day it was made; `remember` gives its id a name that later documents use. */
export interface SampleDocument {
  entity: EntityName;
  date: PlainDate;
  body: (idOf: (name: string) => string) => JsonObject;
  remember?: string;
}
