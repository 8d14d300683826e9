import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from '../config/cases/temporary-folder.ts'
import { createSite, type SiteDeps } from './site.ts'

const temporaryFolder = temporaryFolders()
const PHONE = 'http://phone.localhost:8702'
const PAGE = (name: string) =>
  `<meta name="keyward-shell" content="{{shell}}"><meta nonce="{{nonce}}"><title>${name}</title>`

function builtApp(): string {
  const folder = join(temporaryFolder(), 'dist')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), PAGE('app'))
  writeFileSync(join(folder, 'provider.html'), PAGE('sheet'))
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\n')
  writeFileSync(join(folder, 'assets/main-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'assets/main-1a2b.js.gz'), gzipSync('export {}'))
  writeFileSync(join(folder, '..', 'secret.txt'), 'not for the web')
  return folder
}

const siteWith = (more: Partial<SiteDeps> = {}) => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  return createSite({ web: builtApp(), simulator: null, help: temporaryFolder(), log, ...more })
}

describe('the web app', () => {
  test.each(['/', '/accounts', '/accounts/AAAAAAAAAAAAAAAAAAAAAA', '/index.html', '/settings/x'])(
    'is shown at %s',
    async (path) => {
      const answer = await siteWith().request(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).toContain('<title>app</title>')
    },
  )

  test.each(['/provider', '/provider.html', '/provider?device=a'])(
    'shows the sheets at %s',
    async (path) => {
      expect(await (await siteWith().request(path)).text()).toContain('<title>sheet</title>')
    },
  )

  test('has a nonce of its own in each answer, the same in page and policy', async () => {
    const site = siteWith()
    const nonces = new Set<string>()
    for (let times = 0; times < 3; times += 1) {
      const answer = await site.request('/')
      const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
      expect(nonce.length).toBeGreaterThan(20)
      expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
  })

  test('runs and shows nothing from elsewhere, and makes no markup of text', async () => {
    const { headers } = await siteWith().request('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain('trusted-types keyward')
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('may be framed by nobody, or by the simulated phone alone', async () => {
    const plain = await siteWith().request('/')
    expect(plain.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(plain.headers.get('x-frame-options')).toBe('DENY')
    expect(await plain.text()).toContain('name="keyward-shell" content=""')
    const hosted = await siteWith({ simulator: PHONE }).request('/provider')
    expect(hosted.headers.get('content-security-policy')).toContain(`frame-ancestors ${PHONE};`)
    expect(hosted.headers.get('x-frame-options')).toBeNull()
    expect(await hosted.text()).toContain(`name="keyward-shell" content="${PHONE}"`)
  })

  test('tells of a demonstration where there is a simulated phone', async () => {
    const path = '/demonstration.json'
    expect((await siteWith().request(path)).status).toBe(404)
    expect(await (await siteWith({ simulator: PHONE }).request(path)).json()).toEqual({
      phone: PHONE,
    })
  })

  test('is read only', async () => {
    const answer = await siteWith().request('/accounts', { method: 'POST', body: 'x' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD')
  })
})

describe('files of the web app', () => {
  const FILE = '/assets/main-1a2b.js'

  test('with a hash in their names are kept for a year, others are asked about', async () => {
    const site = siteWith()
    const script = await site.request(FILE)
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await script.text()).toBe('export {}')
    expect((await site.request('/robots.txt')).headers.get('cache-control')).toBe('no-cache')
  })

  test('are not sent again to whoever has them', async () => {
    const site = siteWith()
    const tag = (await site.request(FILE)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[^"]+"$/)
    const again = await site.request(FILE, { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
    expect(again.headers.get('cache-control')).toContain('immutable')
    const other = await site.request(FILE, { headers: { 'If-None-Match': '"other"' } })
    expect(other.status).toBe(200)
  })

  test('are sent packed where the file is there and the browser takes it', async () => {
    const site = siteWith()
    const packed = await site.request(FILE, { headers: { 'Accept-Encoding': 'br, gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('vary')).toContain('Accept-Encoding')
    expect(packed.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect((await site.request(FILE)).headers.get('content-encoding')).toBeNull()
  })

  test('are told of without a body', async () => {
    for (const path of [FILE, '/', '/provider']) {
      const answer = await siteWith().request(path, { method: 'HEAD' })
      expect(answer.status, path).toBe(200)
      expect(await answer.text(), path).toBe('')
    }
  })

  test.each(['/assets/other.js', '/assets/', '/favicon.ico', '/a/b.map', '/.env'])(
    'that are missing are told as missing: %s',
    async (path) => {
      const answer = await siteWith().request(path)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toBe('There is nothing here.\n')
    },
  )

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/assets/....//....//secret.txt',
    '/%252e%252e/secret.txt',
    '/secret.txt%00.js',
    '/%ff',
  ])('outside of the folder are out of reach: %s', async (path) => {
    // A request of its own, since the plain text would be tidied up on its way.
    const request = new Request('http://localhost:8700/')
    Object.defineProperty(request, 'url', { value: `http://localhost:8700${path}` })
    const answer = await siteWith().fetch(request)
    expect(answer.status).toBeLessThan(500)
    expect(await answer.text()).not.toContain('not for the web')
  })
})

describe('the help', () => {
  function withHelp(more: Partial<SiteDeps> = {}) {
    const help = temporaryFolder()
    mkdirSync(join(help, 'images'))
    writeFileSync(join(help, 'fruit.md'), '# Fruit\n\nApples keep for months.\n')
    writeFileSync(join(help, 'images/apple.png'), 'png')
    return siteWith({ help, ...more })
  }

  test.each([null, builtApp])('is served as Markdown beside the app', async (web) => {
    const site = withHelp({ web: web?.() ?? null })
    const textOf = async (path: string) => (await site.request(path)).text()
    expect(await textOf('/help/fruit.md')).toContain('# Fruit')
    expect(await textOf('/help/')).toContain('[Fruit](/help/fruit.md)')
    expect(await textOf('/help/?ask=apples')).toContain('Apples keep for months.')
    expect(await textOf('/help/images/apple.png')).toBe('png')
    expect((await site.request('/help/none.md')).status).toBe(404)
    expect((await site.request('/help/images/..%2ffruit.md')).status).toBe(404)
  })

  test.each(['/help', '/help/', '/help/fruit'])('is shown by the app at %s', async (path) => {
    const answer = await withHelp().request(path, { headers: { Accept: 'text/html,*/*' } })
    expect(await answer.text()).toContain('<title>app</title>')
  })
})

test('a server without a web app says so at its address, and has nothing else', async () => {
  const site = siteWith({ web: null })
  const answer = await site.request('/')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('KEYWARD_WEB')
  expect((await site.request('/accounts')).status).toBe(404)
})

test('a page that is gone is told without its place', async () => {
  const logged: unknown[] = []
  const log = { info: () => undefined, warn: () => undefined, error: (o: object) => logged.push(o) }
  const web = builtApp()
  const site = siteWith({ web, log })
  rmSync(web, { recursive: true })
  const answer = await site.request('/')
  expect(answer.status).toBe(500)
  expect(await answer.text()).toBe('The server failed to read this page. Reload it in a moment.\n')
  expect(logged).toHaveLength(1)
})
