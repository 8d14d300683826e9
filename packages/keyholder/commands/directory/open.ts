import { KeyholderError } from '../../error.ts'
import type { Session } from '../../session.ts'
import { type AppDirectory, directoryRow, NO_DIRECTORY, readDirectory } from './kept.ts'

type Asking = Pick<Session, 'call' | 'platform' | 'replica'>

/** A day, in milliseconds. */
const DAY = 24 * 3_600_000

/**
 * The directory of apps that support passkeys. The server is asked at most once a day; without it,
 * this is what the device has, which is nothing before the first time.
 *
 * @throws {KeyholderError} `session.*`; not when the server can't be reached or refuses
 */
export async function openDirectory(session: Asking): Promise<AppDirectory> {
  const kept = await readDirectory(session.replica)
  const age = session.platform.clock() - (kept?.askedAt ?? 0)
  // A clock that was set back makes it as good as old.
  if (kept !== undefined && age >= 0 && age < DAY) return kept
  try {
    return await refresh(session, kept)
  } catch (error) {
    if (!(error instanceof KeyholderError) || !error.rule.startsWith('remote.')) throw error
    return kept ?? NO_DIRECTORY
  }
}

/**
 * Asks the server now.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function refreshDirectory(session: Asking): Promise<AppDirectory> {
  return refresh(session, await readDirectory(session.replica))
}

async function refresh(session: Asking, kept: AppDirectory | undefined): Promise<AppDirectory> {
  const query = kept === undefined ? {} : { have: kept.version }
  const answer = await session.call('getDirectory', { query })
  const apps = answer.apps ?? kept?.apps
  if (apps === undefined)
    throw new KeyholderError(
      'remote.malformed',
      'The server left out a list that it was asked for.',
    )
  const { version, updatedAt } = answer
  const directory = { version, updatedAt, askedAt: session.platform.clock(), apps }
  await session.replica.write([directoryRow(directory)])
  return directory
}
