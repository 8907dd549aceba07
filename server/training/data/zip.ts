import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { ByteSource } from './bytes.ts';
import { DataFileError } from './errors.ts';

// The records of a .zip (APPNOTE.TXT, 4.3), as far as an archive of .npy files needs them.
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** In a 32-bit field: the value is in a zip64 record. Only archives over 4 GB need one; no file of the data set does. */
const IN_ZIP64 = 0xffffffff;

export interface ZipEntry {
  readonly name: string;
  readonly compressedBytes: number;
  readonly checksum: number;
  readonly deflated: boolean;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Lists a zip archive by its central directory. */
export async function listZip(path: string): Promise<ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES), size);
    const end = lastIndexOfSignature(tail);
    if (end < 0)
      throw damaged(path, 'it is not a complete .npz (zip) archive: its directory at the end is missing');
    const count = tail.readUInt16LE(end + 10);
    const bytes = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (start + bytes > size) throw damaged(path, 'its zip directory points beyond the end of the file');
    return parseDirectory(path, await readAt(file, start, start + bytes), count);
  } finally {
    await file.close();
  }
}

function parseDirectory(path: string, directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw damaged(path, 'its zip directory is corrupt');
    }
    const nameBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    const name = directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    const method = directory.readUInt16LE(at + 10);
    const compressedBytes = directory.readUInt32LE(at + 20);
    const offset = directory.readUInt32LE(at + 42);
    if (method !== STORED && method !== DEFLATED)
      throw damaged(path, `"${name}" is packed by method ${method}`);
    if (compressedBytes === IN_ZIP64 || offset === IN_ZIP64)
      throw damaged(path, 'it is a zip64 archive (over 4 GB)');
    entries.push({
      name,
      compressedBytes,
      offset,
      checksum: directory.readUInt32LE(at + 16),
      deflated: method === DEFLATED,
    });
    at += ENTRY_BYTES + nameBytes + extraBytes;
  }
  return entries;
}

/** Opens one entry of the archive for reading; its checksum is compared when its end is reached. */
export async function openZipEntry(path: string, entry: ZipEntry): Promise<ByteSource> {
  const start = await dataOffset(path, entry);
  if (entry.compressedBytes === 0) throw damaged(path, `"${entry.name}" is empty`);
  const packed = createReadStream(path, { start, end: start + entry.compressedBytes - 1 });
  // The error reaches the reader through the iteration of the last stream.
  const unpacked = entry.deflated ? pipeline(packed, createInflateRaw(), () => undefined) : packed;
  return new ByteSource(verified(path, entry, unpacked));
}

async function* verified(
  path: string,
  entry: ZipEntry,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  for await (const chunk of chunks) {
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (checksum !== entry.checksum) throw damaged(path, `the checksum of "${entry.name}" does not agree`);
}

async function dataOffset(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path);
  try {
    const local = await readAt(file, entry.offset, entry.offset + LOCAL_BYTES);
    if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL_SIGNATURE) {
      throw damaged(path, `"${entry.name}" is not where the zip directory says`);
    }
    return entry.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

function lastIndexOfSignature(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return -1;
}

async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}

function damaged(file: string, reason: string): DataFileError {
  return new DataFileError({ file, row: null, reason });
}
