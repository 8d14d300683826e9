import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { keptLog } from '../ops/cases/server.ts'
import type { AppList } from '../store/ports/directory.ts'
import { Endpoints, parseEndpoints } from './endpoints.ts'
import { startRefreshing } from './refresh.ts'

const HOUR = 3_600_000
const FILE = JSON.stringify({
  enroll: 'https://perch.example/keys/new',
  manage: 'https://id.perch.example/keys',
})

function endpointsWith(answers: readonly (string | undefined)[]) {
  const asked: string[] = []
  let now = 1000
  const fetchPublic = async (url: string) => answers[asked.push(url) - 1]
  const endpoints = new Endpoints(fetchPublic, () => now)
  return { endpoints, asked, pass: (time: number) => void (now += time) }
}

describe('what a site says of its passkeys', () => {
  test('is asked at its well-known address, and kept for a day', async () => {
    const { endpoints, asked, pass } = endpointsWith([FILE, FILE])
    const [found, again] = await Promise.all([
      endpoints.of('perch.example'),
      endpoints.of('perch.example'),
    ])
    expect(found).toEqual({
      isKnown: true,
      enroll: 'https://perch.example/keys/new',
      manage: 'https://id.perch.example/keys',
      askedAt: 1000,
      holdsFor: 24 * HOUR,
    })
    expect(again).toEqual(found)
    pass(24 * HOUR - 1)
    await endpoints.of('perch.example')
    expect(asked).toEqual(['https://perch.example/.well-known/passkey-endpoints'])
    pass(1)
    await endpoints.of('perch.example')
    expect(asked).toHaveLength(2)
  })

  test('is asked again after an hour when there was nothing', async () => {
    const { endpoints, asked, pass } = endpointsWith([undefined, FILE])
    expect(await endpoints.of('perch.example')).toMatchObject({ isKnown: false, manage: null })
    pass(HOUR - 1)
    expect(await endpoints.of('perch.example')).toMatchObject({ isKnown: false })
    pass(1)
    expect(await endpoints.of('perch.example')).toMatchObject({ isKnown: true })
    expect(asked).toHaveLength(2)
  })

  test('is not asked of many sites at one time', async () => {
    let running = 0
    let most = 0
    const fetchPublic = async (): Promise<undefined> => {
      most = Math.max(most, ++running)
      await new Promise((done) => void setTimeout(done, 5))
      running -= 1
    }
    const endpoints = new Endpoints(fetchPublic, () => 0)
    const sites = Array.from({ length: 50 }, (_, at) => `site-${at}.example`)
    const answers = await Promise.all(sites.map((each) => endpoints.of(each)))
    expect(most).toBe(8)
    expect(answers.every(({ isKnown }) => !isKnown)).toBe(true)
  })

  test.each([
    ['https://other.example/', null],
    ['https://perch.example.other.example/', null],
    ['https://notperch.example/', null],
    ['http://perch.example/', null],
    ['https://u:p@perch.example/', null],
    ['javascript:alert(1)', null],
    ['/keys', null],
    [7, null],
    ['https://perch.example/keys', 'https://perch.example/keys'],
  ])('leads to no other site: %j', (manage, expected) => {
    expect(parseEndpoints(JSON.stringify({ manage }), 'perch.example')).toEqual({
      enroll: null,
      manage: expected,
    })
  })

  test.each(['', '[]', 'null', '"x"', '{'])('is nothing in %j', (text) => {
    expect(parseEndpoints(text, 'perch.example')).toBeUndefined()
  })

  test('is parsed whatever it is', () => {
    const outcome = fuzzParser({
      name: 'passkey endpoints',
      samples: [Buffer.from(FILE)],
      parse: (bytes) => parseEndpoints(Buffer.from(bytes).toString('utf8'), 'perch.example'),
      isOwnError: () => false,
      runs: fuzzRuns(),
    })
    expect(outcome.refused).toBe(0)
  })
})

describe('the list that is fetched', () => {
  async function refreshed(text: string | undefined | Error) {
    const put: AppList[] = []
    const { log, lines } = keptLog()
    const refreshing = startRefreshing({
      fetchList: async () => {
        if (text instanceof Error) throw text
        return text
      },
      store: { put: async (list) => void put.push(list) },
      clock: () => 7,
      log,
    })
    await refreshing.stop()
    return { put, lines }
  }

  test('takes the place of the one before', async () => {
    const list = JSON.stringify([{ name: 'Perch', domain: 'perch.example', mfa: 'allowed' }])
    const { put, lines } = await refreshed(list)
    expect(put).toMatchObject([{ source: 'fetched', updatedAt: 7 }])
    expect(lines).toMatchObject([{ level: 'info', apps: 1, skipped: 0 }])
  })

  test.each([undefined, 'no list', '[]', new Error('broken')])(
    'changes nothing when it is %s',
    async (text) => {
      const { put, lines } = await refreshed(text)
      expect(put).toEqual([])
      expect(lines).toHaveLength(1)
      expect(lines[0]?.['level']).toMatch(/warn|error/)
    },
  )
})
