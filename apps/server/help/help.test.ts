import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from '../config/cases/temporary-folder.ts'
import { readHelp } from './read-help.ts'
import { helpRoutes } from './routes.ts'

const temporaryFolder = temporaryFolders()

function folderWith(pages: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'images'))
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text)
  return folder
}

const FRUIT = `# Fruit

![An apple](images/apple.png)

Apples keep for months in a cold cellar.

## Peeling oranges

1. Cut the top.
2. Pull the skin.

## Peeling oranges

Again.

\`\`\`
# no heading
\`\`\`
`

const asking = async (folder: string, path: string): Promise<string> =>
  (await helpRoutes(folder).request(path)).text()

describe('the help', () => {
  const folder = () => folderWith({ 'fruit.md': FRUIT, 'tools.md': '# Tools\n\nA hammer.\n' })

  test('is the page as it was written', async () => {
    const answer = await helpRoutes(folder()).request('/fruit.md')
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(answer.headers.get('etag')).not.toBeNull()
    expect(await answer.text()).toBe(FRUIT)
  })

  test('lists its pages', async () => {
    const list = await asking(folder(), '/')
    expect(list).toContain('- [Fruit](/help/fruit.md)\n- [Tools](/help/tools.md)')
  })

  test('answers a question with the part that fits, and where it comes from', async () => {
    const told = await asking(folder(), '/fruit.md?ask=How+do+I+peel+an+orange%3F')
    expect(told).toContain('## Fruit: Peeling oranges\n\n1. Cut the top.\n2. Pull the skin.')
    expect(told).toContain('Source: [Fruit: Peeling oranges](/help/fruit.md#peeling-oranges)')
    expect(told).not.toContain('hammer')
  })

  test('tells the sections of one name apart, and takes no code for a heading', async () => {
    const told = await asking(folder(), '/?ask=peeling')
    expect(told).toContain('/help/fruit.md#peeling-oranges)')
    expect(told).toContain('/help/fruit.md#peeling-oranges-1)')
    expect(told).not.toContain('#no-heading')
  })

  test('forgives a mistyped word, and leaves pictures out', async () => {
    const told = await asking(folder(), '/tools.md?ask=aples')
    expect(told).toContain('Apples keep for months')
    expect(told).not.toContain('![')
  })

  test.each(['submarine', 'the of and', '%20%3F%3F', 'submarine+engine+apples', '%F0%9F%98%80'])(
    'says so when nothing fits: %s',
    async (question) => {
      const told = await asking(folder(), `/fruit.md?ask=${question}`)
      const isEmpty = decodeURIComponent(question).trim() === ''
      expect(isEmpty).toBe(false)
      expect(told).toContain('# Nothing in the help fits')
      expect(told).toContain('- [Tools](/help/tools.md)')
      expect(told).not.toContain('submarine')
    },
  )

  test('refuses a question without end, and takes an empty one for none', async () => {
    const answer = await helpRoutes(folder()).request(`/fruit.md?ask=${'x'.repeat(301)}`)
    expect(answer.status).toBe(400)
    expect(await asking(folder(), '/fruit.md?ask=%20')).toBe(FRUIT)
  })

  test.each(['/other.md', '/..%2fsecret.md', '/fruit', '/Fruit.md', '/fruit.md.bak'])(
    'has nothing at %s',
    async (path) => expect((await helpRoutes(folder()).request(path)).status).toBe(404),
  )

  test('serves the pictures of its folder, and no other file', async () => {
    const at = folder()
    writeFileSync(join(at, 'images/apple.png'), 'png')
    writeFileSync(join(at, 'images/notes.txt'), 'secret')
    writeFileSync(join(at, 'secret.png'), 'secret')
    const picture = await helpRoutes(at).request('/images/apple.png')
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(await picture.text()).toBe('png')
    const others = ['/images/notes.txt', '/images/..%2fsecret.png', '/images/none.png', '/images/']
    for (const path of others) {
      const answer = await helpRoutes(at).request(path)
      expect([answer.status, path]).toEqual([404, path])
    }
  })

  test('of a folder that is not there has no pages', async () => {
    expect(await asking(join(temporaryFolder(), 'none'), '/')).toContain('# Help')
  })
})

describe("Keyward's own help", () => {
  const own = fileURLToPath(new URL('../../../docs/help', import.meta.url))

  test.each([
    ['how do I create a passkey', '/help/create-a-passkey.md'],
    ['turn on autofill android', '/help/allow-autofill.md#'],
    ['Where is Allow AutoFill on my iPhone?', '/help/allow-autofill.md'],
    ['I forgot my passphrase', '/help/recovery.md#'],
    ['lost my phone', '/help/recovery.md#'],
    ['set up face id', '/help/biometrics-login.md'],
    ['sign in on another device', '/help/sign-in-with-a-passkey.md'],
    ['stop sharing an account', '/help/sharing.md#'],
    ['username already taken', '/help/create-a-passkey.md#'],
    ['Keyward is not in the list of passkey managers', '/help/allow-autofill.md'],
    ['report an app that does not work', '/help/when-an-app-does-not-work.md#'],
    ['work offline without a network', '.md'],
  ])('answers "%s"', async (question, source) => {
    const told = await asking(own, `/?ask=${encodeURIComponent(question)}`)
    const [first = ''] = /\]\(\/help\/[^)]+\)/.exec(told) ?? []
    expect(first).toContain(source)
    expect(told).toContain('Source: [')
  })

  const pages = readHelp(own)

  test.each(pages.map(({ name, markdown }) => [name, markdown] as const))(
    '%s leads only to what is there, describes its pictures and speaks as the screens do',
    (_, markdown) => {
      const links = [...markdown.matchAll(/(!?)\[([^\]]*)\]\(([^)]+)\)/g)]
      const files = new Set(pages.map((page) => `${page.name}.md`))
      const wrong = links.filter(([, mark = '', words = '', to = '']) =>
        mark === '!'
          ? words.length < 10 || !/^images\/[a-z0-9-]+\.png$/.test(to)
          : words === '' || !files.has(to),
      )
      expect(wrong).toEqual([])
      const plain = markdown.replaceAll('Create new item for "App"', '')
      expect(plain).not.toMatch(/\b(?:credential|assertion|vault|item|cipher|relying party)s?\b/i)
      expect(plain).not.toMatch(/[!](?!\[)|\bplease\b|\boops\b/i)
    },
  )

  test('does not answer what it does not know', async () => {
    for (const question of ['recipe for pancakes', 'price of a license for 30 people']) {
      const told = await asking(own, `/?ask=${encodeURIComponent(question)}`)
      expect(told).toContain('# Nothing in the help fits')
    }
  })
})
