import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from 'hono'
import type { Shown } from './headers.ts'

export interface Pages {
  /** The folder of the built app. */
  readonly folder: string
  readonly simulator: string | null
}

/**
 * One page of the built app, with what belongs into this answer: the nonce of its policy, and the
 * origin of the phone that may host it (empty for none).
 */
export async function showPage(
  c: Context<Shown>,
  { folder, simulator }: Pages,
  name: 'index.html' | 'provider.html',
): Promise<Response> {
  const text = await readFile(join(folder, name), 'utf8')
  const nonce = c.get('secureHeadersNonce') ?? ''
  // Functions, since a dollar sign in a plain replacement would have a meaning.
  const page = text
    .replaceAll('{{nonce}}', () => nonce)
    .replaceAll('{{shell}}', () => simulator ?? '')
  return c.html(page, 200, { 'Cache-Control': 'no-cache' })
}

/** What stands at the address of a server that has no web app. */
export const NO_APP = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Keyward</title>
</head>
<body>
<h1>This is a Keyward server</h1>
<p>It has no web app: it answers Keyward's programs, such as the command line. Whoever runs it can add the app with the setting KEYWARD_WEB, the folder of the built app.</p>
</body>
</html>
`
