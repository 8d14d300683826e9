import { encodeUtf8 } from '@keyward/codec'
import type { Directory, DirectoryApp } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { KeyholderError } from '../../error.ts'
import { memoryReplica } from '../../replica.ts'
import { openDirectory, refreshDirectory } from './open.ts'
import { searchDirectory } from './search.ts'
import { appFinder, suggestionsFor } from './suggest.ts'

const DAY = 24 * 3_600_000

function app(name: string, ...domains: string[]): DirectoryApp {
  return { name, domains, signIn: true, secondFactor: false, settings: null, documentation: null }
}

const APPS = [
  app('Blue Perch', 'blue.example'),
  app('Perch', 'perch.example', 'perch.test'),
  app('Perch Ads', 'ads.perch.example'),
]

/** A server whose directory has this version, and a device. */
function deviceAt(version = 'one') {
  const asked: (string | undefined)[] = []
  const server: { version: string; fails?: Error } = { version }
  let now = 5 * DAY
  const call = async (_: string, { query }: { query: { have?: string } }): Promise<Directory> => {
    asked.push(query.have)
    if (server.fails !== undefined) throw server.fails
    const apps = query.have === server.version ? null : APPS
    return { version: server.version, updatedAt: 7, apps }
  }
  const replica = memoryReplica().open()
  const session = { call, replica, platform: { clock: () => now } }
  return {
    session: session as unknown as Parameters<typeof openDirectory>[0],
    replica,
    asked,
    server,
    pass: (time: number) => void (now += time),
  }
}

describe('the directory on a device', () => {
  test('is fetched once, and asked for again after a day without its apps', async () => {
    const { session, asked, server, pass } = deviceAt()
    expect((await openDirectory(session)).apps).toEqual(APPS)
    await openDirectory(session)
    expect(asked).toEqual([undefined])
    pass(DAY)
    expect(await openDirectory(session)).toEqual({
      version: 'one',
      updatedAt: 7,
      askedAt: 6 * DAY,
      apps: APPS,
    })
    server.version = 'two'
    expect((await refreshDirectory(session)).version).toBe('two')
    expect(asked).toEqual([undefined, 'one', 'one'])
  })

  test('is there without the server, as far as the device has it', async () => {
    const { session, server, pass } = deviceAt()
    server.fails = new KeyholderError('remote.offline', 'The server can’t be reached.')
    expect(await openDirectory(session)).toMatchObject({ version: '', askedAt: null, apps: [] })
    await expect(refreshDirectory(session)).rejects.toMatchObject({ rule: 'remote.offline' })
    delete server.fails
    await openDirectory(session)
    server.fails = new KeyholderError('remote.offline', 'The server can’t be reached.')
    pass(9 * DAY)
    expect((await openDirectory(session)).apps).toEqual(APPS)
  })

  test('hides no failure of the session', async () => {
    const { session, server } = deviceAt()
    server.fails = new KeyholderError('session.locked', 'Locked.')
    await expect(openDirectory(session)).rejects.toMatchObject({ rule: 'session.locked' })
  })

  test.each(['', '{}', 'null', '{"version":"one","updatedAt":null,"apps":null,"askedAt":1}'])(
    'is fetched anew when what is kept is %j',
    async (text) => {
      const { session, replica, asked } = deviceAt()
      const value = encodeUtf8(text)
      await replica.write([{ collection: 'directory', key: 'apps', value }])
      expect((await openDirectory(session)).apps).toEqual(APPS)
      expect(asked).toEqual([undefined])
    },
  )

  test('is asked for again when the clock was set back', async () => {
    const { session, asked, pass } = deviceAt()
    await openDirectory(session)
    pass(-DAY)
    await openDirectory(session)
    expect(asked).toEqual([undefined, 'one'])
  })
})

describe('a search in the directory', () => {
  const names = (query: string, limit = 9) =>
    searchDirectory({ apps: APPS }, query, limit).map(({ name }) => name)

  test('finds beginnings of words in names and domains, names that begin so first', () => {
    expect(names('per')).toEqual(['Perch', 'Perch Ads', 'Blue Perch'])
    expect(names('ads PERCH')).toEqual(['Perch Ads'])
    expect(names('perch.test')).toEqual(['Perch'])
    expect(names('erch')).toEqual([])
    expect(names('')).toHaveLength(3)
    expect(names('per', 1)).toEqual(['Perch'])
  })
})

describe('suggestions', () => {
  const account = (rpId: string, more: object = {}) => ({
    rpIds: [rpId],
    passkeys: 0,
    relation: 'owner' as const,
    ...more,
  })

  test('are accounts of apps with passkeys that have none, and that the member owns', () => {
    const open = account('perch.example')
    const accounts = [
      open,
      account('perch.example', { passkeys: 1 }),
      account('perch.example', { relation: 'collaborator' }),
      account('other.example'),
    ]
    expect(suggestionsFor({ apps: APPS }, accounts)).toEqual([{ account: open, app: APPS[1] }])
  })

  test('go by whole parts of a domain, the nearest first', () => {
    const find = appFinder({ apps: APPS })
    const nameOf = (...rpIds: string[]) => find(rpIds)?.name
    expect(nameOf('www.perch.example')).toBe('Perch')
    expect(nameOf('ads.perch.example')).toBe('Perch Ads')
    expect(nameOf('eu.ads.perch.example')).toBe('Perch Ads')
    expect(nameOf('notperch.example')).toBeUndefined()
    expect(nameOf('example')).toBeUndefined()
    expect(nameOf('none.example', 'perch.test')).toBe('Perch')
    expect(nameOf()).toBeUndefined()
  })
})
