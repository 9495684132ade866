/** The shapes that several entities share on the wire: references, links, lines and tax. Unknown fields always survive. */
import { z } from 'zod';
import { amount } from './amount.ts';

/** QuickBooks leaves a field without a value out, or sends null; both read as absent. */
export function absent<T extends z.ZodType>(schema: T) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

/** A number that counts as zero when it is left out. */
export const amountOrZero = amount.nullish().transform((value) => value ?? '0');

/** A list that counts as empty when it is left out. */
export function listOf<T extends z.ZodType>(schema: T) {
  return z
    .array(schema)
    .nullish()
    .transform((rows) => rows ?? []);
}

export const Ref = z.looseObject({ value: z.string(), name: absent(z.string()) });
export type Ref = z.infer<typeof Ref>;

/** `CreateTime` and `LastUpdatedTime` are ISO times with the server's (Pacific) offset, in whole seconds. */
export const MetaData = z.looseObject({ CreateTime: absent(z.string()), LastUpdatedTime: absent(z.string()) });
export type MetaData = z.infer<typeof MetaData>;

/** Every object has its Id (decimal text) and the SyncToken (counts changes) that the next write must name. */
export const head = { Id: z.string(), SyncToken: z.string() };

/** A member of a name list; one whose `Active` is left out is active. */
export const listHead = {
  ...head,
  MetaData: absent(MetaData),
  Active: z
    .boolean()
    .nullish()
    .transform((active) => active ?? true),
};

/** `TxnId` is the other transaction's Id (never its DocNumber). */
export const LinkedTxn = z.looseObject({ TxnId: z.string(), TxnType: z.string(), TxnLineId: absent(z.string()) });
export type LinkedTxn = z.infer<typeof LinkedTxn>;

const lineHead = {
  Id: absent(z.string()),
  LineNum: absent(z.number()),
  Description: absent(z.string()),
  LinkedTxn: listOf(LinkedTxn),
};

export const SalesItemLine = z.looseObject({
  ...lineHead,
  Amount: amountOrZero,
  DetailType: z.literal('SalesItemLineDetail'),
  SalesItemLineDetail: z.looseObject({
    ItemRef: absent(Ref),
    Qty: absent(amount),
    UnitPrice: absent(amount),
    TaxCodeRef: absent(Ref),
    ClassRef: absent(Ref),
    ServiceDate: absent(z.string()),
    DiscountRate: absent(amount),
    DiscountAmt: absent(amount),
    TaxInclusiveAmt: absent(amount),
    ItemAccountRef: absent(Ref),
  }),
});
export type SalesItemLine = z.infer<typeof SalesItemLine>;

/** `Amount` is positive and makes the total smaller; `DiscountPercent` 8.5 means 8.5 %. */
export const DiscountLine = z.looseObject({
  ...lineHead,
  Amount: amountOrZero,
  DetailType: z.literal('DiscountLineDetail'),
  DiscountLineDetail: z.looseObject({
    PercentBased: absent(z.boolean()),
    DiscountPercent: absent(amount),
    DiscountAccountRef: absent(Ref),
    ClassRef: absent(Ref),
    TaxCodeRef: absent(Ref),
  }),
});
export type DiscountLine = z.infer<typeof DiscountLine>;

/** Made by QuickBooks as the last plain line, without Id and LineNum; ignored when it is sent back. */
export const SubTotalLine = z.looseObject({
  ...lineHead,
  Amount: amountOrZero,
  DetailType: z.literal('SubTotalLineDetail'),
});
export type SubTotalLine = z.infer<typeof SubTotalLine>;

export const DescriptionLine = z.looseObject({
  ...lineHead,
  Amount: absent(amount),
  DetailType: z.literal('DescriptionOnly'),
  DescriptionLineDetail: absent(z.looseObject({ ServiceDate: absent(z.string()), TaxCodeRef: absent(Ref) })),
});
export type DescriptionLine = z.infer<typeof DescriptionLine>;

const component = z.discriminatedUnion('DetailType', [SalesItemLine, DescriptionLine, DiscountLine, SubTotalLine]);

/** A bundle. Its own `Amount` is usually 0: the money is on the component lines. */
export const GroupLine = z.looseObject({
  ...lineHead,
  Amount: amountOrZero,
  DetailType: z.literal('GroupLineDetail'),
  GroupLineDetail: z.looseObject({ GroupItemRef: absent(Ref), Quantity: absent(amount), Line: listOf(component) }),
});
export type GroupLine = z.infer<typeof GroupLine>;

const known = ['SalesItemLineDetail', 'DescriptionOnly', 'DiscountLineDetail', 'SubTotalLineDetail', 'GroupLineDetail'];

declare const asRead: unique symbol;

/** A line exactly as it was read, which may be written back as it is. */
export type RawLine = Readonly<Record<string, unknown>> & { readonly [asRead]: true };

const OpaqueHead = z.object({ ...lineHead, Amount: amountOrZero });

/** A line of a type that we do not know: `raw` is the line as it came, `type` its DetailType on the wire. */
export const OpaqueLine = z
  .looseObject({
    DetailType: z.string().refine((type) => !known.includes(type), 'A line of a known type must have its own shape.'),
  })
  .transform((raw, context) => {
    const parsed = OpaqueHead.safeParse(raw);
    if (!parsed.success) {
      context.addIssue('A line must have an amount that is a number.');
      return z.NEVER;
    }
    // The brand says where the object came from, which is here.
    return { ...parsed.data, DetailType: 'Opaque' as const, type: raw.DetailType, raw: raw as unknown as RawLine };
  });
export type OpaqueLine = z.infer<typeof OpaqueLine>;

/** A line of a sales form, told apart by `DetailType` (`'Opaque'` for all types that are not listed here). */
export const Line = z.union([
  z.discriminatedUnion('DetailType', [SalesItemLine, DiscountLine, SubTotalLine, DescriptionLine, GroupLine]),
  OpaqueLine,
]);
export type Line = z.infer<typeof Line>;

export const TaxLine = z.looseObject({
  Amount: amountOrZero,
  TaxLineDetail: z.looseObject({
    TaxRateRef: absent(Ref),
    PercentBased: absent(z.boolean()),
    TaxPercent: absent(amount),
    NetAmountTaxable: absent(amount),
    TaxInclusiveAmount: absent(amount),
    OverrideDeltaAmount: absent(amount),
  }),
});
export type TaxLine = z.infer<typeof TaxLine>;

export const TxnTaxDetail = z.looseObject({
  TxnTaxCodeRef: absent(Ref),
  TotalTax: amountOrZero,
  TaxLine: listOf(TaxLine),
});
export type TxnTaxDetail = z.infer<typeof TxnTaxDetail>;

export const Address = z.looseObject({
  Id: absent(z.string()),
  Line1: absent(z.string()),
  Line2: absent(z.string()),
  Line3: absent(z.string()),
  Line4: absent(z.string()),
  Line5: absent(z.string()),
  City: absent(z.string()),
  CountrySubDivisionCode: absent(z.string()),
  PostalCode: absent(z.string()),
  Country: absent(z.string()),
});
export type Address = z.infer<typeof Address>;

export const Email = z.looseObject({ Address: absent(z.string()) });
export const Phone = z.looseObject({ FreeFormNumber: absent(z.string()) });
