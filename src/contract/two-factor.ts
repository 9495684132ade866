/** The second factor of signing in: an authenticator app, and recovery codes for who has lost it. */
import { z } from 'zod';

const code = z.string().trim().min(1).max(40);
const password = z.string().min(1).max(200);

/** For signing in: of the app, or a recovery code. */
export const secondFactorCode = code.meta({
  description: 'A code of the authenticator app, or a recovery code; asked for with `second_factor_required`.',
});

export const passwordAgain = z.strictObject({ password });
export const codeWrite = z.strictObject({ code });

export const twoFactor = z
  .object({ enabled: z.boolean(), recoveryCodesLeft: z.number().int() })
  .meta({ id: 'TwoFactor', description: 'My own second factor.' });

export const twoFactorBegun = z
  .object({
    secret: z.string().meta({ description: 'For an app that cannot read the QR code.' }),
    uri: z.string().meta({ description: 'What the QR code holds: `otpauth://totp/...`.' }),
  })
  .meta({ id: 'TwoFactorBegun' });

export const recoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()) })
  .meta({ id: 'RecoveryCodes', description: 'Each opens once in place of a code. They are shown this once.' });

export type TwoFactor = z.infer<typeof twoFactor>;
export type TwoFactorBegun = z.infer<typeof twoFactorBegun>;
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
