/** The two ways in which a token request fails. Neither carries a token, a secret or the server's words. */

/** The server understood and refused: `invalid_grant` means that the connection must be authorised again. */
export class OAuthRefused extends Error {
  override readonly name = 'OAuthRefused';
  /** OAuth's own code (`invalid_grant`, `invalid_client`, `access_denied`, ...), or `invalid_callback`: see `exchange`. */
  readonly code: string;
  readonly status: number | undefined;
  readonly tid: string | undefined;
  constructor(of: { code: string; status?: number | undefined; tid?: string | undefined }) {
    super(`QuickBooks' sign-in refused the request: ${of.code}.`);
    this.code = of.code;
    this.status = of.status;
    this.tid = of.tid;
  }
}

export type UnreachableReason = 'no_answer' | 'timeout' | 'server_error' | 'throttled' | 'garbage';

/** No answer that can be trusted: the tokens may or may not have been issued or revoked. Asking again is right. */
export class OAuthUnreachable extends Error {
  override readonly name = 'OAuthUnreachable';
  readonly reason: UnreachableReason;
  readonly status: number | undefined;
  readonly tid: string | undefined;
  constructor(of: { reason: UnreachableReason; status?: number | undefined; tid?: string | undefined }) {
    super(`QuickBooks' sign-in gave no usable answer: ${of.reason}.`);
    this.reason = of.reason;
    this.status = of.status;
    this.tid = of.tid;
  }
}
