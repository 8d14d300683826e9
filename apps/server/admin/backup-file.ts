import { createHash, type Hash, randomUUID } from 'node:crypto'
import { linkSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorError } from '../config/error.ts'
import { syncFolder } from '../secrets/durable-file.ts'
import { isTime, parseObject } from '../secrets/server-secrets.ts'

const FORMAT = 'keyward-backup'
const VERSION = 1
const LONGEST_HEADER = 4096
const CHECKSUM_LENGTH = 32
const CHUNK = 1024 * 1024

/** What a backup says of itself. */
export interface BackupHeader {
  /** UTC milliseconds. */
  readonly madeAt: number
  /** The version of the program that made it. */
  readonly software: string
  /** Of the secrets that belong to the database. */
  readonly publicKey: string
  /** Size of the database in bytes. */
  readonly bytes: number
}

/**
 * Writes a backup: a line of JSON, the database as it is, and the SHA-256 of all before. The file
 * appears whole and on the disk, readable by its owner only, or not at all.
 *
 * @param database the path of a database that nobody writes to
 * @throws {OperatorError} `backup.exists`: nothing is overwritten; `backup.file`
 */
export async function writeBackup(
  path: string,
  database: string,
  about: Omit<BackupHeader, 'bytes'>,
): Promise<BackupHeader> {
  const draft = `${path}.${randomUUID()}.new`
  try {
    const header = await fill(draft, database, about)
    linkSync(draft, path)
    syncFolder(dirname(path))
    return header
  } catch (error) {
    throw explain(error, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Checks a backup from end to end and copies the database out of it to a new file.
 *
 * @throws {OperatorError} `backup.damaged`, `backup.newer`, `backup.file`; then there is no such file
 */
export async function readBackup(path: string, database: string): Promise<BackupHeader> {
  try {
    await using from = await open(path, 'r')
    const { header, start } = await readHeader(from)
    await using to = await open(database, 'wx', 0o600)
    const { size } = await from.stat()
    if (size !== start + header.bytes + CHECKSUM_LENGTH) throw damaged()
    const hash = createHash('sha256')
    await copy(from, { hash, from: 0, to: start })
    await copy(from, { hash, from: start, to: start + header.bytes, into: to })
    const { buffer } = await from.read(Buffer.alloc(CHECKSUM_LENGTH), {
      position: size - CHECKSUM_LENGTH,
    })
    if (!hash.digest().equals(buffer)) throw damaged()
    await to.sync()
    return header
  } catch (error) {
    rmSync(database, { force: true })
    throw explain(error, path)
  }
}

async function fill(
  draft: string,
  database: string,
  about: Omit<BackupHeader, 'bytes'>,
): Promise<BackupHeader> {
  await using from = await open(database, 'r')
  await using to = await open(draft, 'wx', 0o600)
  const header = { ...about, bytes: (await from.stat()).size }
  const line = Buffer.from(`${JSON.stringify({ format: FORMAT, version: VERSION, ...header })}\n`)
  const hash = createHash('sha256').update(line)
  await to.appendFile(line)
  await copy(from, { hash, from: 0, to: header.bytes, into: to })
  await to.appendFile(hash.digest())
  await to.sync()
  return header
}

interface Range {
  readonly hash: Hash
  readonly from: number
  readonly to: number
  readonly into?: FileHandle
}

async function copy(source: FileHandle, { hash, from, to, into }: Range): Promise<void> {
  const chunk = Buffer.alloc(CHUNK)
  for (let position = from; position < to;) {
    const length = Math.min(CHUNK, to - position)
    const { bytesRead } = await source.read(chunk, { length, position })
    if (bytesRead === 0) throw damaged()
    const read = chunk.subarray(0, bytesRead)
    hash.update(read)
    await into?.appendFile(read)
    position += bytesRead
  }
}

async function readHeader(from: FileHandle): Promise<{ header: BackupHeader; start: number }> {
  const { buffer, bytesRead } = await from.read(Buffer.alloc(LONGEST_HEADER), { position: 0 })
  const end = buffer.subarray(0, bytesRead).indexOf(0x0a)
  const file = parseObject(buffer.toString('utf8', 0, Math.max(end, 0)))
  if (file?.['format'] !== FORMAT) throw damaged()
  if (file['version'] !== VERSION) {
    throw new OperatorError(
      'backup.newer',
      'This backup is of another format: restore it with the version of Keyward that made it, or a later one.',
    )
  }
  const { madeAt, software, publicKey, bytes } = file
  if (!isTime(madeAt) || !isTime(bytes)) throw damaged()
  if (typeof software !== 'string' || typeof publicKey !== 'string') throw damaged()
  return { header: { madeAt, software, publicKey, bytes }, start: end + 1 }
}

function damaged(): OperatorError {
  return new OperatorError(
    'backup.damaged',
    'This is no backup of Keyward, or one that is damaged or cut off. Nothing was restored.',
  )
}

function explain(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof OperatorError || code === undefined) return error
  if (code === 'EEXIST') {
    const message = `There is a file at ${path} already, and it is not overwritten: name another one.`
    return new OperatorError('backup.exists', message, { cause: error })
  }
  const message = `The backup ${path} can't be written or read (${code}).`
  return new OperatorError('backup.file', message, { cause: error })
}
