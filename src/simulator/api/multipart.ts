/** Reads multipart/form-data as clients of QuickBooks send it: also with bare line feeds and with Base64 inside. */

export interface Part {
  name: string;
  fileName: string | undefined;
  contentType: string | undefined;
  bytes: Buffer;
}

/** `undefined`: it is no multipart body. */
export function readMultipart(body: Uint8Array, contentType: string): Part[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined || !/^multipart\/form-data/i.test(contentType)) return undefined;
  const text = Buffer.from(body).toString('latin1'); // One character per byte.
  const pieces = text.split(`--${boundary}`).slice(1);
  return pieces.filter((piece) => !piece.startsWith('--')).flatMap((piece) => readPart(piece) ?? []);
}

function readPart(piece: string): Part | undefined {
  const cut = /\r?\n\r?\n/.exec(piece);
  if (!cut) return undefined;
  const headers = new Map<string, string>();
  for (const line of piece.slice(0, cut.index).split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const disposition = headers.get('content-disposition') ?? '';
  const content = piece.slice(cut.index + cut[0].length).replace(/\r?\n$/, '');
  const base64 = headers.get('content-transfer-encoding')?.toLowerCase() === 'base64';
  return {
    name: /\bname="([^"]*)"/i.exec(disposition)?.[1] ?? '',
    fileName: /\bfilename="([^"]*)"/i.exec(disposition)?.[1],
    contentType: headers.get('content-type'),
    bytes: base64 ? Buffer.from(content, 'base64') : Buffer.from(content, 'latin1'),
  };
}
