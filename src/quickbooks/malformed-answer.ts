/** An answer came, was JSON and no fault, and still has not the shape that it must have; nothing of it may be used. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
  constructor(
    readonly of: string,
    readonly problem: string,
  ) {
    super(`QuickBooks' answer to ${of} cannot be read: ${problem}.`);
  }
}
