/** Files: an upload makes an Attachable for each, a download gives the address where its bytes are. */
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';
import { writeRecord } from '../operations.ts';
import type { Books } from '../state/books.ts';
import { findCompany } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import { faultBody } from '../wire/envelope.ts';
import { notFound, QuickBooksFault, required, unreadable } from '../wire/fault.ts';
import { present } from '../wire/present.ts';
import { type Part, readMultipart } from './multipart.ts';

interface StoredFile {
  name: string;
  contentType: string;
  /** Base64, since the books are lines of JSON. */
  content: string;
}

/** One answer per file, in the order of the request; a file that is refused takes the others not with it. */
export function upload(books: Books, { bytes, contentType }: { bytes: Uint8Array; contentType: string }): JsonObject {
  const parts = readMultipart(bytes, contentType);
  if (!parts) throw unreadable('the body', 'Content-Type must be multipart/form-data');
  const files = parts.filter((part) => part.name.startsWith('file_content_'));
  const metadata = new Map(parts.map((part) => [part.name, part]));
  if (files.length === 0) throw required('file_content_01');
  const answers = files.map((file) => {
    const described = metadata.get(file.name.replace('content', 'metadata'));
    try {
      return books.store.transact((): Json => ({ Attachable: attach(books, file, described) }));
    } catch (error) {
      if (!(error instanceof QuickBooksFault)) throw error;
      return faultBody(error);
    }
  });
  return { AttachableResponse: answers };
}

function attach(books: Books, file: Part, described: Part | undefined): JsonObject {
  const sent = described ? readMetadata(described) : {};
  const name = textOf(sent.FileName) ?? file.fileName ?? 'file';
  const contentType = textOf(sent.ContentType) ?? file.contentType ?? 'application/octet-stream';
  const { id } = writeRecord(books, {
    entity: 'Attachable',
    operation: 'create',
    body: { ...sent, FileName: name, ContentType: contentType },
  });
  const row: StoredFile = { name, contentType, content: file.bytes.toString('base64') };
  books.store.put(table(books.company.realmId), id, row);
  const entry = books.find('Attachable', id);
  if (!entry) throw notFound();
  const FileAccessUri = `/v3/company/${books.company.realmId}/download/${id}`;
  const body = { ...entry.body, FileAccessUri, TempDownloadUri: fileUri(books, id), Size: file.bytes.length };
  return present(books, 'Attachable', books.replace('Attachable', entry, { body }));
}

function readMetadata(part: Part): JsonObject {
  try {
    const value: unknown = JSON.parse(part.bytes.toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Told below, as any other body that cannot be read.
  }
  throw unreadable(part.name, 'Unexpected character or end of input');
}

function table(realmId: string): string {
  return `${realmId}/files`;
}

function fileUri(books: Books, id: string): string {
  return `/files/${books.company.realmId}/${id}`;
}

/** `GET download/{id}` answers the address of the bytes as plain text. */
export function downloadAddress(books: Books, id: string): string {
  if (!books.find('Attachable', id) || !storedFile(books.store, books.company.realmId, id)) throw notFound();
  return fileUri(books, id);
}

export function storedFile(
  store: Store,
  realmId: string,
  id: string,
): { name: string; contentType: string; bytes: Uint8Array<ArrayBuffer> } | undefined {
  const row = findCompany(store, realmId) && store.get<StoredFile>(table(realmId), id);
  if (!row) return undefined;
  return { name: row.name, contentType: row.contentType, bytes: new Uint8Array(Buffer.from(row.content, 'base64')) };
}
